"""The SQLite side of the workspace file: opening, transactions, and what can go wrong said in sentences."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Iterator, Optional

from ..errors import LandPlanError
from ..message import Message, translatable
from .place import is_there
from .schema import SCHEMA_VERSION, create_layers, create_tables, migrate, schema_version
from .spatial_functions import add_spatial_functions

LOCK_TIMEOUT = 3.0  # seconds to wait for another program before saying so
_SQLITE_MAGIC = b"SQLite format 3\x00"


class Database:
    """One workspace file; every thread gets its own connection, so it may be used from any thread."""

    def __init__(self, path: Path, patience: Optional[float] = None) -> None:
        """:param path: an existing workspace, see `open_database`
        :param patience: seconds to wait for another program; None = `LOCK_TIMEOUT`
        """
        self.path = path
        self._patience = patience
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread, in autocommit."""
        known: Optional[sqlite3.Connection] = getattr(self._local, "connection", None)
        if known is None:
            known = _connect(self.path, self._patience)
            self._local.connection = known
            with self._guard:
                self._connections.append(known)
        return known

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection in a read transaction, so that several queries see one state.

        Within a transaction of the same thread (a list repainted while its thread saves) it reads on in that.

        :raises LandPlanError: when the file is locked, damaged or gone
        """
        if self._in_transaction():
            yield self.connection
            return
        with self._transaction("BEGIN") as connection:
            yield connection

    def _in_transaction(self) -> bool:
        known: Optional[sqlite3.Connection] = getattr(self._local, "connection", None)
        return known is not None and known.in_transaction

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection in a write transaction: committed at the end, rolled back on any exception.

        :raises LandPlanError: when another program is writing, or the file cannot be written
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        try:
            connection = self.connection
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # a mistake of ours, not of the file
        except sqlite3.DatabaseError as error:
            raise LandPlanError(_sentence(error, self.path)) from error

    def close(self) -> None:
        """Close all connections and leave a single plain file where nobody else has it open."""
        with self._guard:
            connections, self._connections = self._connections, []
        self._local = threading.local()
        for connection in connections[1:]:
            connection.close()
        for connection in connections[:1]:
            _leave_single_file(connection)
            connection.close()


def open_database(path: Path, create: bool, patience: Optional[float] = None) -> Database:
    """Open a workspace file, make it where it is missing, bring an older one to this version.

    :param patience: seconds to wait for another program that is writing; None = `LOCK_TIMEOUT`
    :raises LandPlanError: when there is no such file or folder, the file is no workspace, is damaged,
        read-only, locked, or of a newer version
    """
    if not is_there(path):
        if not create:
            raise LandPlanError(
                translatable(
                    "Workspace", "There is no workspace file {path}. Choose an existing file.", path=str(path)
                )
            )
        _create(path)
    _require_workspace_file(path)
    database = Database(path, patience)
    try:
        if schema_version(database.connection) != SCHEMA_VERSION:
            with database.writing() as connection:
                migrate(connection, str(path))
        _prefer_write_ahead(database.connection)
    except sqlite3.Error as error:
        database.close()
        raise LandPlanError(_sentence(error, path)) from error
    except LandPlanError:
        database.close()
        raise
    return database


def _create(path: Path) -> None:
    """Make a new workspace under a temporary name, then give it its own: it exists whole or not at all."""
    if path.suffix.lower() != ".gpkg":
        raise LandPlanError(
            translatable(
                "Workspace",
                "The name of a workspace file must end with .gpkg; {path} does not.",
                path=str(path),
            )
        )
    if not path.parent.is_dir():
        raise LandPlanError(
            translatable(
                "Workspace",
                "The folder {path} does not exist. Make it or choose another one.",
                path=str(path.parent),
            )
        )
    try:
        handle, temporary = tempfile.mkstemp(prefix=".workspace-", suffix=".gpkg", dir=path.parent)
    except OSError as error:
        raise LandPlanError(
            translatable(
                "Workspace",
                "The workspace cannot be made in the folder {path}: it is read-only. Choose another folder.",
                path=str(path.parent),
            )
        ) from error
    os.close(handle)
    os.unlink(temporary)
    try:
        create_layers(temporary)
        connection = sqlite3.connect(temporary, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            create_tables(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()
        _give_name(temporary, path)
    except (OSError, sqlite3.Error) as error:
        raise LandPlanError(
            translatable(
                "Workspace",
                "The workspace file {path} cannot be created: {reason}. Choose another folder.",
                path=str(path),
                reason=str(error),
            )
        ) from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def _give_name(temporary: str, path: Path) -> None:
    """Rename without replacing a workspace that another program has made in the meantime."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    except (OSError, AttributeError, NotImplementedError):  # a file system without hard links
        if not path.exists():
            os.replace(temporary, path)


def _require_workspace_file(path: Path) -> None:
    """Refuse what cannot be a workspace or cannot be written, before SQLite touches it."""
    if not path.is_file():
        raise LandPlanError(
            translatable(
                "Workspace", "{path} is a folder, not a workspace file. Choose a .gpkg file.", path=str(path)
            )
        )
    try:
        with path.open("rb") as stream:
            magic = stream.read(len(_SQLITE_MAGIC))
    except OSError as error:
        raise LandPlanError(
            translatable(
                "Workspace",
                "The workspace file {path} cannot be read: {reason}.",
                path=str(path),
                reason=str(error),
            )
        ) from error
    if magic != _SQLITE_MAGIC:
        raise LandPlanError(
            translatable(
                "Workspace", "{path} is not a workspace file. Choose another .gpkg file.", path=str(path)
            )
        )
    if not os.access(path, os.W_OK):
        raise LandPlanError(
            translatable(
                "Workspace",
                "The workspace file {path} is read-only. Allow writing, or copy it to a folder you may write to.",
                path=str(path),
            )
        )
    if not os.access(path.parent, os.W_OK):
        raise LandPlanError(
            translatable(
                "Workspace",
                "The folder of the workspace, {path}, is read-only. Copy the workspace to a folder you may write to.",
                path=str(path.parent),
            )
        )


def _connect(path: Path, patience: Optional[float]) -> sqlite3.Connection:
    # Connections are closed together by `Database.close`, whatever thread opened them.
    connection = sqlite3.connect(
        str(path), timeout=LOCK_TIMEOUT if patience is None else patience, isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA synchronous = NORMAL")
    add_spatial_functions(connection)
    return connection


def _prefer_write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging: whoever reads, QGIS's map included, never waits for a saving run."""
    # Where somebody is using the file in the other mode it stays so: that is as safe, it only waits more.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL").fetchone()


def _leave_single_file(connection: sqlite3.Connection) -> None:
    """Fold the write-ahead log into the file, so that it can be copied or archived by itself."""
    # Where another connection has the file open, that one will do it when it closes.
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def _sentence(error: sqlite3.Error, path: Path) -> Message:
    """Return the sentence for an error of SQLite."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return translatable(
            "Workspace",
            "The workspace {path} is being written by another program or window. Try again when it is done.",
            path=str(path),
        )
    if "readonly" in text:
        return translatable(
            "Workspace",
            "The workspace {path} cannot be written: the file or its folder is read-only.",
            path=str(path),
        )
    if "full" in text:
        return translatable(
            "Workspace", "The disk is full: the workspace {path} was left as it was.", path=str(path)
        )
    if "unable to open" in text:
        return translatable(
            "Workspace", "The workspace {path} cannot be opened. Is the file still there?", path=str(path)
        )
    return translatable(
        "Workspace",
        "The workspace {path} is damaged or is no workspace ({reason}). Restore it from a copy.",
        path=str(path),
        reason=text,
    )
