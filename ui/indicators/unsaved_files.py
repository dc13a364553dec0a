"""Values that could not be kept, in files of the user's profile, so that they outlive QGIS."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from pathlib import Path
from typing import Mapping, NamedTuple, Optional, Sequence

from qgis.core import Qgis, QgsApplication, QgsMessageLog
from qgis.PyQt.QtCore import QLockFile

from ...algorithms.indicators.change_records import RecordedChange, change_of, record_of
from ...algorithms.indicators.model import IndicatorValue, ValueChange, ValueKey
from ..tasks import LOG


class Place(NamedTuple):
    """Where the values of a plan are kept.

    :ivar pack: id of the rule pack
    :ivar source: the data source
    :ivar workspace: path of the file, empty while there is none to write to
    """

    pack: str
    source: str
    workspace: str


class UnsavedFiles:
    """One file per plan with what waits; the files of a QGIS that has ended are taken over, those of another are not.

    A file that cannot be written is only logged: the values still wait in memory.
    """

    def __init__(self) -> None:
        """Nothing is written yet."""
        self._own = uuid.uuid4().hex[:12]
        self._lock: Optional[QLockFile] = None
        self._written: set[Path] = set()
        self._taken: list[tuple[Path, QLockFile]] = []

    def write(
        self,
        place: Place,
        changes: Sequence[ValueChange],
        believed: Optional[Mapping[ValueKey, Optional[IndicatorValue]]],
    ) -> None:
        """Write what waits for a place, in place of what was written for it before.

        :param believed: what was stored, as far as that is known
        """
        last = {change.key: change for change in changes}
        records = [
            record_of(RecordedChange(change, believed is not None, (believed or {}).get(key)))
            for key, change in last.items()
        ]
        path = self._path(place)
        try:
            folder = unsaved_folder()
            folder.mkdir(parents=True, exist_ok=True)
            if self._lock is None:  # held as long as this QGIS lives: its files are nobody else's
                self._lock = QLockFile(str(folder / f"{self._own}.lock"))
                self._lock.setStaleLockTime(0)
                self._lock.tryLock(0)
            part = path.with_suffix(".part")
            text = json.dumps({"place": list(place), "changes": records}, ensure_ascii=True)
            part.write_text(text, encoding="ascii")
            os.replace(part, path)
            self._written.add(path)
        except OSError as error:
            QgsMessageLog.logMessage(f"{path}: {error}", LOG, Qgis.MessageLevel.Warning)

    def forget(self, place: Place) -> None:
        """Remove what was written for a place: it is kept now."""
        path = self._path(place)
        if path in self._written:
            self._written.discard(path)
            _remove(path)

    def take(self, place: Place) -> list[RecordedChange]:
        """Return what a QGIS that has ended could not keep at a place; removed by `forget_taken`."""
        found: list[RecordedChange] = []
        try:
            paths = sorted(unsaved_folder().glob(f"*-{_mark(place)}.json"))
        except OSError:
            return []
        taken = {path for path, _ in self._taken}
        for path in paths:
            owner = path.name.split("-")[0]
            if owner == self._own or path in taken:
                continue
            lock = QLockFile(str(path.parent / f"{owner}.lock"))
            lock.setStaleLockTime(0)
            if not lock.tryLock(0):
                continue  # of another QGIS that is open
            try:
                content = json.loads(path.read_text(encoding="ascii"))
                if content["place"] != list(place):
                    lock.unlock()
                    continue
                found += [change_of(record) for record in content["changes"]]
            except (OSError, ValueError, KeyError, TypeError, ArithmeticError) as error:
                QgsMessageLog.logMessage(f"{path}: {error}", LOG, Qgis.MessageLevel.Warning)
                lock.unlock()
                continue
            self._taken.append((path, lock))
        return found

    def forget_taken(self) -> None:
        """Remove the files of what was taken."""
        for path, lock in self._taken:
            _remove(path)
            lock.unlock()
        self._taken = []

    def close(self) -> None:
        """Leave the files to the next QGIS."""
        for _, lock in self._taken:
            lock.unlock()
        self._taken = []
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _path(self, place: Place) -> Path:
        return unsaved_folder() / f"{self._own}-{_mark(place)}.json"


def unsaved_folder() -> Path:
    """Return the folder of the profile that holds what could not be kept."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "landplan_toolbox" / "unsaved"


def _mark(place: Place) -> str:
    return hashlib.sha256("\n".join(place).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        QgsMessageLog.logMessage(f"{path}: {error}", LOG, Qgis.MessageLevel.Warning)
