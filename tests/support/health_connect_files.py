"""Makes exports of Health Connect in tests: an SQLite database, and the zip around it."""

import sqlite3
from contextlib import closing

from tests.support.hostile_zips import make_zip
from tests.support.large_files.health_connect import create_tables

NAME = "health_connect_export.db"


def make_database(fill):
    """Return the bytes of a database that `fill` fills."""
    with closing(sqlite3.connect(":memory:")) as database:
        fill(database)
        database.commit()
        return database.serialize()


def make_export(fill):
    """Return the bytes of an export with the tables of today, filled by `fill`."""

    def fill_tables(database):
        create_tables(database)
        fill(database)

    return make_zip({NAME: make_database(fill_tables)})
