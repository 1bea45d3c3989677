"""An export of a later version is imported as far as this version knows it."""

from uuid import uuid4

from tests.support.altered_exports import (
    alter_file,
    import_zip,
    run_import,
    unzip,
    zip_files,
    zip_with_manifest,
)
from tests.support.export_zips import answered_records, download_export
from tests.support.life_stages import add, stage

LATER = {"sleep.json": b'{"kind": "sleep"}', "sleep-2.csv": b"", "friend-list.json": b"["}


def later(archive):
    return zip_with_manifest(
        {**unzip(archive), **LATER},
        records={"journal": 1, "period": 1, "skin": 1, "stage": 0, "sleep": 5},
    )


def test_kinds_of_a_later_version_are_told_and_the_rest_is_imported(archive, stranger):
    result = import_zip(stranger, later(archive))
    assert (result.records, result.later) == (3, sorted(LATER))
    assert {kind: len(found) for kind, found in answered_records(stranger).items()} == {
        "journal": 1,
        "period": 1,
        "skin": 1,
        "stage": 0,
    }


def test_the_command_names_them(archive, stranger, tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(later(archive))
    printed, told = run_import(path, stranger.user_id)
    assert printed.startswith("3 records imported")
    assert told.splitlines() == [
        f"{name} is of a later version: it was not imported." for name in sorted(LATER)
    ]


def test_a_file_of_a_later_version_must_match_the_manifest_too(refuse, archive):
    files = unzip(later(archive))
    files["sleep.json"] += b" "
    assert "sleep.json was changed" in refuse(zip_files(files))


def test_more_stages_than_an_account_may_hold_are_refused(refuse, alice):
    add(alice, stage("pause"))

    def multiply(content):
        [one] = content["records"]
        content["records"] = [{**one, "stageId": str(uuid4())} for _ in range(801)]

    archive = alter_file(download_export(alice), "stage.json", multiply)
    archive = zip_with_manifest(
        unzip(archive), records={"journal": 0, "period": 0, "skin": 0, "stage": 801}
    )
    assert refuse(archive) == "The export has more than 800 records of stage."
