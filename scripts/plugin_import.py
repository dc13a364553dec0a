"""Lets developer scripts import the plugin from its repository under its installed name."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLUGIN_NAME = "landplan_toolbox"


def register_plugin() -> None:
    """Make ``import landplan_toolbox`` find the repository, whatever its folder is called."""
    if PLUGIN_NAME in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        PLUGIN_NAME, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{ROOT} holds no plugin")
    module = importlib.util.module_from_spec(spec)
    sys.modules[PLUGIN_NAME] = module
    spec.loader.exec_module(module)
