"""Where the results of a project are kept unless the user has chosen a file."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing

from qgis.core import QgsApplication, QgsProject

from .project_state import OPEN_PROJECT, ProjectState

SUFFIX = "_selfcheck.gpkg"


def default_workspace(project: QgsProject, state: ProjectState) -> str:
    """Return the workspace of a project: beside its file, else in the user's profile.

    A project that has never been saved has no place of its own; its results go to the profile, under a name
    made from the source, so that checking a delivery never writes into the delivery.
    """
    project_file = project.absoluteFilePath()
    if project_file:
        folder = os.path.dirname(project_file)
        name = os.path.splitext(os.path.basename(project_file))[0]
        if os.access(folder, os.W_OK):
            return os.path.join(folder, name + SUFFIX)
    if not state.source:
        return ""
    base = "project" if state.source == OPEN_PROJECT else os.path.basename(os.path.normpath(state.source))
    key = hashlib.sha256((project_file or state.source).encode("utf-8")).hexdigest()[:8]
    return os.path.join(_profile_folder(), f"{os.path.splitext(base)[0]}_{key}{SUFFIX}")


def make_default_folder(workspace: str) -> None:
    """Make the folder in the user's profile when a workspace is to be kept there; no other folder is made."""
    if os.path.dirname(workspace) == _profile_folder():
        os.makedirs(_profile_folder(), exist_ok=True)


def results_folder(workspace: str) -> str:
    """Return the folder for layers that belong to a workspace: its own, else the one in the user's profile.

    :param workspace: path, empty where there is none
    :raises OSError: when the folder in the profile cannot be made
    """
    folder = os.path.dirname(workspace)
    if folder and os.path.isdir(folder) and os.access(folder, os.W_OK):
        return folder
    os.makedirs(_profile_folder(), exist_ok=True)
    return _profile_folder()


def copy_workspace(old: str, new: str) -> None:
    """Copy a workspace with everything that is still in its write-ahead log.

    :raises OSError: when the new place cannot be written
    :raises sqlite3.Error: when the old file cannot be read, or the disk is full
    """
    part = f"{new}.part"
    try:
        with closing(sqlite3.connect(old)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        os.replace(part, new)
    finally:
        if os.path.exists(part):
            os.remove(part)


def _profile_folder() -> str:
    return os.path.normpath(os.path.join(QgsApplication.qgisSettingsDirPath(), "landplan_toolbox", "workspaces"))
