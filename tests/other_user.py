"""Being somebody else: root, whom no permission stops, becomes a user who may not write."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OTHER = 65534  # nobody


def require_other_user() -> None:
    """Skip the test where it cannot become another user who may read the plugin."""
    if not hasattr(os, "seteuid") or os.geteuid() != 0:
        pytest.skip("only root can become another user")
    closed = [folder for folder in (ROOT, *ROOT.parents) if not folder.stat().st_mode & 0o001]
    if closed:
        pytest.skip(f"other users may not enter {closed[0]}, where the repository lies")


def open_the_way_to(folder: Path) -> None:
    """Let other users enter the folders of this user on the way to a folder; the folder itself stays as it is."""
    for parent in folder.parents:
        status = parent.stat()
        if status.st_uid == os.geteuid() and not status.st_mode & 0o001:
            parent.chmod(status.st_mode | 0o055)


@contextmanager
def another_user():
    """Be a user who owns nothing."""
    os.seteuid(OTHER)
    try:
        yield
    finally:
        os.seteuid(0)
