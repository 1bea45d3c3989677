"""Where a record came from is in an export, and is restored with it."""

import pytest

from glowcycle.person.data_import.reader import NotAnExport
from tests.support.altered_exports import alter_file, import_zip
from tests.support.brought_records import OneImport, new_key
from tests.support.export_zips import (
    answered_records,
    download_export,
    exported_records,
    table_rows,
    unpack,
)
from tests.support.record_samples import KINDS, every_kind


@every_kind
def test_the_origin_is_in_the_export_and_in_the_table(alice, kind):
    brought = OneImport(alice, app="Clue")
    brought.add(kind.name, new_key(kind), kind.body)
    alice.post(kind.path, kind.on("2026-01-01"))
    files = unpack(download_export(alice))
    told = [record["origin"] for record in exported_records(files)[kind.name].values()]
    assert sorted(told, key=str) == sorted([None, brought.origin], key=str)
    columns, *rows = table_rows(files[f"{kind.name}.csv"])
    at = [columns.index(name) for name in ("origin.app", "origin.importId")]
    assert sorted([row[i] for i in at] for row in rows) == [["", ""], ["Clue", brought.id]]
    listed = alice.get(f"{kind.path}/user/me?format=csv").content
    assert set(columns) == set(table_rows(listed)[0])


def test_the_origin_is_restored(alice, stranger):
    for kind in KINDS:
        OneImport(alice).add(kind.name, new_key(kind), kind.body)
        alice.post(kind.path, kind.on("2026-01-01"))
    import_zip(stranger, download_export(alice))
    before, after = (
        {
            (kind, key): record["origin"]
            for kind, of_kind in found.items()
            for key, record in of_kind.items()
        }
        for found in (answered_records(alice), answered_records(stranger))
    )
    assert after == before
    assert sorted(origin is None for origin in after.values()) == [False] * 4 + [True] * 4


def test_an_export_of_before_has_none(alice, stranger):
    alice.post("/period", {"date": "2026-03-01", "flow": "light"})
    older = alter_file(download_export(alice), "period.json", _without_origin)
    import_zip(stranger, older)
    assert stranger.get("/period/2026-03-01").json()["origin"] is None


@pytest.mark.parametrize(
    "origin",
    [
        "Clue",
        [],
        {},
        {"app": "Clue"},
        {"app": "Clue", "importId": "x"},
        {"app": "Clue", "importId": None},
        {"app": None, "importId": "0abca142-f4b2-4c89-b5f4-a535a9f29562"},
        {"app": "x" * 65, "importId": "0abca142-f4b2-4c89-b5f4-a535a9f29562"},
        {"app": "Clue", "importId": "0ABCA142-f4b2-4c89-b5f4-a535a9f29562"},
        {"app": "Clue", "importId": "0abca142-f4b2-4c89-b5f4-a535a9f29562", "more": 1},
    ],
)
def test_an_origin_that_no_record_has_is_refused(alice, stranger, origin):
    alice.post("/period", {"date": "2026-03-01", "flow": "light"})

    def alter(content):
        content["records"][0]["origin"] = origin

    altered = alter_file(download_export(alice), "period.json", alter)
    with pytest.raises(NotAnExport, match="record 1 is invalid"):
        import_zip(stranger, altered)
    assert stranger.get("/period/2026-03-01").status_code == 404


def _without_origin(content):
    del content["records"][0]["origin"]
