"""A hostile database is read within bounds: only named columns of plain tables, and no code."""

import io
import struct
import tempfile
from pathlib import Path

import pytest

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.formats.files import sqlite_database
from glowcycle.formats.files.sqlite_database import open_database
from tests.support.health_connect_files import make_database

PAGE = 4096


def run(*statements):
    """Return the bytes of a database after these statements."""

    def fill(database):
        for statement in statements:
            database.execute(statement)

    return make_database(fill)


def read(content, *, columns=("a",), **options):
    with open_database(io.BytesIO(content), **options) as database:
        assert set(database.tables) == {"t"}
        return database.count("t"), list(database.rows("t", columns))


def test_reads_columns_and_counts_rows():
    content = run("CREATE TABLE t (b, a INTEGER)", "INSERT INTO t VALUES ('x', 1), (NULL, 2)")

    assert read(content, columns=("a", "b", "c")) == (2, [(1, b"x", None), (2, None, None)])
    assert read(run("CREATE TABLE t (a)")) == (0, [])


def test_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with open_database(io.BytesIO(run("CREATE TABLE t (a)"))) as database:
        assert not [*tmp_path.iterdir()]
        assert not [*database.rows("t", ("a",))]
    with pytest.raises(WrongFile), open_database(io.BytesIO(b"SQLite format 3\0" + bytes(100))):
        pass
    assert not [*tmp_path.iterdir()]


def test_reads_a_database_that_was_left_in_wal_mode():
    content = bytearray(run("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)"))
    content[18:20] = b"\2\2"

    assert read(bytes(content)) == (1, [(1,)])


@pytest.mark.parametrize(
    ("statements", "seen"),
    [
        (["CREATE VIEW t AS SELECT 1 AS a"], "a view or a trigger"),
        (
            [
                "CREATE TABLE t (a)",
                "CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM t; END",
            ],
            "a view or a trigger",
        ),
        (["CREATE VIRTUAL TABLE t USING fts5(a)"], "a table of another kind"),
    ],
)
def test_refuses_views_triggers_and_virtual_tables(statements, seen):
    with pytest.raises(WrongFile) as caught:
        read(run(*statements))

    assert caught.value.extra["seen"] == seen


def test_computes_no_column():
    content = run(
        "CREATE TABLE t (b, a AS (hex(zeroblob(100000000))), c AS (abs(b)) STORED)",
        "INSERT INTO t (b) VALUES (1)",
    )

    assert read(content, columns=("a", "b", "c")) == (1, [(None, 1, None)])


def test_reads_nothing_but_what_is_named():
    with open_database(io.BytesIO(run("CREATE TABLE t (a, b)"))) as database:
        for statement in (
            "SELECT a FROM t",
            "SELECT load_extension('x')",
            "PRAGMA writable_schema = 1",
            "ATTACH ':memory:' AS other",
            "DELETE FROM t",
            "SELECT name FROM pragma_table_info('t')",
        ):
            with pytest.raises(sqlite_database.sqlite3.DatabaseError):
                database._connection.execute(statement).fetchall()


def test_refuses_a_cell_that_is_too_long():
    with pytest.raises(WrongFile):
        read(run("CREATE TABLE t (a)", "INSERT INTO t VALUES (zeroblob(2000000))"))


def test_refuses_a_schema_that_is_no_text():
    content = run("CREATE TABLE t (a)").replace(b"CREATE TABLE t", b"CREATE TABL\xb1 t")

    with pytest.raises(WrongFile, match="database that is damaged"):
        read(content)


def test_bounds_the_steps(monkeypatch):
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000)"
    content = run("CREATE TABLE t (a)", f"INSERT INTO t {numbers} SELECT i FROM n")
    assert read(content)[0] == 5000
    monkeypatch.setattr(sqlite_database, "MAX_STEPS", 5_000)

    with pytest.raises(TooLarge):
        read(content)


def test_ends_a_query_when_the_time_is_over():
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000)"
    content = run("CREATE TABLE t (a)", f"INSERT INTO t {numbers} SELECT i FROM n")
    checks = []

    def check_time():
        checks.append(1)
        if len(checks) > 5:
            raise TooLarge("late")

    with pytest.raises(TooLarge):
        read(content, check_time=check_time)
    assert len(checks) == 6


def test_bounds_the_number_of_tables():
    with pytest.raises(TooLarge):
        read(run(*(f"CREATE TABLE t{number} (a)" for number in range(2_000))))


def test_bounds_the_size(monkeypatch):
    monkeypatch.setattr(sqlite_database, "MAX_BYTES", 5_000)

    with pytest.raises(TooLarge):
        read(run("CREATE TABLE t (a)"))


def test_says_that_there_is_no_room_for_the_file(monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sqlite_database, "_copy", refuse)

    with pytest.raises(TooLarge):
        read(run("CREATE TABLE t (a)"))
    assert not [*Path(tempfile.gettempdir()).glob("health_connect*")]


def test_ends_in_a_tree_whose_pages_all_lead_to_one(monkeypatch):
    monkeypatch.setattr(sqlite_database, "MAX_STEPS", 1_000_000)

    with pytest.raises((TooLarge, WrongFile)):
        read(_explosive_tree(levels=15))


def _explosive_tree(*, levels):
    """Return a database whose table has pages that each lead 300 times to the next one."""
    pages = bytearray(run("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)"))
    leaf = bytes(pages[PAGE : 2 * PAGE])
    first = 2
    for level in range(levels):
        child = struct.pack(">I", first + level + 1)
        cells = [child + b"\x01" for _ in range(300)]
        at, pointers, body = PAGE, b"", bytearray(PAGE)
        for cell in cells:
            at -= len(cell)
            body[at : at + len(cell)] = cell
            pointers += struct.pack(">H", at)
        header = struct.pack(">BHHHB", 5, 0, len(cells), at, 0) + child
        body[: len(header) + len(pointers)] = header + pointers
        pages[PAGE * (first + level - 1) : PAGE * (first + level)] = body
    pages[PAGE * (first + levels - 1) :] = leaf
    pages[28:32] = struct.pack(">I", len(pages) // PAGE)
    return bytes(pages)
