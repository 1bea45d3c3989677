"""Reads named columns of the tables of a hostile SQLite file, within bounds."""

import errno
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.sentences import sentence

# A function has 512 MiB of room for files, and the upload takes 200 MB of it. SnapStart allows no
# function more.
MAX_BYTES: Final = 300_000_000
CHUNK_BYTES: Final = 1024 * 1024
# Steps of SQLite's own machine: a schema of some hundred tables; and all that is read of them.
SCHEMA_STEPS: Final = 6_000
MAX_STEPS: Final = 50_000_000
STEPS_AT_ONCE: Final = 500
MAX_ROWS: Final = 1_000_000
_LIMITS: Final = {
    sqlite3.SQLITE_LIMIT_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 300,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 2,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_TABLE: Final = re.compile(r"CREATE TABLE\b", re.IGNORECASE)
_NAME: Final = re.compile("[a-z][a-z0-9_]{0,99}")
_SCHEMA: Final = "sqlite_master"
_PRAGMAS: Final = (
    "trusted_schema = OFF",
    "query_only = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
    "cache_size = -8000",
)
TABLES: Final = sentence("a whole database of plain tables")
DAMAGED: Final = sentence("a database that is damaged")
TOO_MUCH: Final = sentence("The file holds more than can be read here.")

Cell = int | float | bytes | None


@contextmanager
def open_database(
    stream: IO[bytes], *, check_time: Callable[[], None] = lambda: None
) -> Iterator["Database"]:
    """Yield the database, from a file that has no name any more while it is read.

    An error that `check_time` raises ends a query that takes long. Raise WrongFile for a damaged or
    hostile one, also while it is read; TooLarge.
    """
    with _errors():
        connection = _connect(stream)
        try:
            yield Database(connection, check_time)
        finally:
            connection.close()


class Database:
    """A database of which only columns of its tables are read, and no expression of its own.

    version  its user_version
    tables   the names of its tables
    """

    def __init__(
        self, connection: sqlite3.Connection, check_time: Callable[[], None] = lambda: None
    ) -> None:
        self._connection, self._check_time = connection, check_time
        self._readable: dict[str, frozenset[str]] = {_SCHEMA: frozenset({"type", "name", "sql"})}
        connection.text_factory = bytes
        for limit, value in _LIMITS.items():
            connection.setlimit(limit, value)
        self._steps_left = SCHEMA_STEPS
        connection.set_progress_handler(self._count_steps, STEPS_AT_ONCE)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()
        connection.set_authorizer(self._authorize)
        self.tables = frozenset(self._read_schema())
        self.version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        self._steps_left = MAX_STEPS

    def columns(self, table: str) -> frozenset[str]:
        """Return the names of the stored columns of a table, generated ones left out."""
        found = self._connection.execute(f"PRAGMA table_info({table})")
        return frozenset(_text(row[1]) for row in found)

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
        """Yield these columns of each row of a table; None for one that the table lacks."""
        stored = self.columns(table)
        self._readable[table] = stored.intersection(columns)
        chosen = ", ".join(each if each in stored else "NULL" for each in columns)
        found = self._connection.execute(f"SELECT {chosen} FROM {table}")  # noqa: S608  # a name of `tables`, columns of ours
        for number, row in enumerate(found):
            if number >= MAX_ROWS:
                raise TooLarge(TOO_MUCH)
            yield row

    def count(self, table: str) -> int:
        """Return the number of rows of a table.

        Each row is a step that is counted; count(*) would be one step for a whole tree of pages.
        """
        self._readable[table] = frozenset({""})
        found = self._connection.execute(f"SELECT sum(1) FROM {table}").fetchone()[0]  # noqa: S608  # a name of `tables`
        return int(found or 0)

    def _read_schema(self) -> Iterator[str]:
        schema = self._connection.execute(f"SELECT type, name, sql FROM {_SCHEMA}")  # noqa: S608  # a constant
        for kind, name, sql in [[_text(cell) for cell in row] for row in schema]:
            if kind not in ("table", "index"):
                raise WrongFile(expected=TABLES, seen=sentence("a view or a trigger"))
            if kind == "table" and not _TABLE.match(sql):
                raise WrongFile(expected=TABLES, seen=sentence("a table of another kind"))
            if kind == "table" and _NAME.fullmatch(name):
                yield name

    def _count_steps(self) -> bool:
        self._check_time()  # an error here interrupts the query
        self._steps_left -= STEPS_AT_ONCE
        return self._steps_left < 0

    def _authorize(self, action: int, first: str | None, second: str | None, *_: object) -> int:
        allowed = (
            action == sqlite3.SQLITE_SELECT
            or (action == sqlite3.SQLITE_READ and second in self._readable.get(first or "", ()))
            or (action == sqlite3.SQLITE_FUNCTION and second == "sum")
            or (action == sqlite3.SQLITE_PRAGMA and first in ("table_info", "user_version"))
        )
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _connect(stream: IO[bytes]) -> sqlite3.Connection:
    """Return a connection to a copy that is unlinked as soon as SQLite has opened it."""
    descriptor, name = tempfile.mkstemp()
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _copy(stream, file)
        address = f"file:{quote(name)}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True, isolation_level=None)
    finally:
        path.unlink()


def _copy(stream: IO[bytes], file: IO[bytes]) -> None:
    copied = 0
    while chunk := stream.read(CHUNK_BYTES):
        copied += len(chunk)
        if copied > MAX_BYTES:
            raise TooLarge(sentence("The database is larger than can be read here."))
        file.write(chunk)


@contextmanager
def _errors() -> Iterator[None]:
    """Raise WrongFile or TooLarge for what SQLite and the disk raise."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise TooLarge(TOO_MUCH) from error
        raise WrongFile(expected=TABLES, seen=DAMAGED) from error
    except UnicodeDecodeError as error:  # in a message of SQLite that quotes the schema
        raise WrongFile(expected=TABLES, seen=DAMAGED) from error
    except MemoryError as error:
        raise TooLarge(TOO_MUCH) from error
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise TooLarge(sentence("The database is larger than can be read here.")) from error


def _text(cell: bytes | None) -> str:
    return (cell or b"").decode(errors="replace")
