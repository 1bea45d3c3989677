"""What an export holds obeys every rule before the first write: nothing or all is stored."""

import io
import json
import struct

import pytest
from PIL import Image

from glowcycle.person.data_import import found_records, reader, records, services
from tests.support.altered_exports import (
    alter_file,
    import_zip,
    run_import,
    unzip,
    zip_with_manifest,
)
from tests.support.export_zips import DAY, answered_records, download_export
from tests.support.images import CANARY, encoded, exif, quarters
from tests.support.stored_life import items, left

SCRIPT = b"<script>alert('canary')</script>"


def photo_name(files):
    [name] = [name for name in files if name.startswith("photos/")]
    return name


def with_photo(archive, jpeg):
    files = unzip(archive)
    return zip_with_manifest({**files, photo_name(files): jpeg})


def served_photo(phone):
    [scan] = answered_records(phone)["skin"].values()
    assert scan["hasPhoto"]
    answer = phone.get(f"/skin/{scan['scanId']}/photo")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    return answer.content


HIDDEN = {
    "a script behind": lambda: encoded(quarters(), "JPEG") + SCRIPT,
    "a script in a comment": lambda: encoded(quarters(), "JPEG", comment=SCRIPT),
    "GPS": lambda: encoded(quarters(), "JPEG", exif=exif()),
    "a zip behind": lambda: encoded(quarters(), "JPEG") + b"PK\x03\x04" + SCRIPT,
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_photo_is_stored_without_what_is_hidden_in_it(archive, stranger, name):
    photo = HIDDEN[name]()
    assert SCRIPT in photo or CANARY in photo
    assert import_zip(stranger, with_photo(archive, photo)).photos == 1
    served = served_photo(stranger)
    assert SCRIPT not in served
    assert CANARY not in served
    with Image.open(io.BytesIO(served)) as seen:
        assert (seen.format, dict(seen.getexif())) == ("JPEG", {})


def many_scans():
    data = encoded(quarters(), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * 101 + data[-2:]


NO_PHOTOS = {
    "the first bytes": lambda: b"\xff\xd8\xff",
    "noise": lambda: b"\xff\xd8\xff" + bytes(range(256)) * 40,
    "a script": lambda: b"\xff\xd8\xff" + SCRIPT,
    "a cut photo": lambda: encoded(quarters(), "JPEG")[:-200],
    "a bomb": lambda: encoded(Image.new("L", (12_000, 12_000)), "JPEG"),
    "many scans": many_scans,
}


@pytest.mark.parametrize("name", NO_PHOTOS)
def test_what_is_no_photo_is_refused_before_anything_is_stored(refuse, archive, name):
    assert "is not a photo" in refuse(with_photo(archive, NO_PHOTOS[name]()))


def test_a_photo_of_a_record_without_photos_is_refused(refuse, archive):
    files = unzip(archive)
    [entry] = json.loads(files["journal.json"])["records"]
    photo = files[photo_name(files)]
    own = f"photos/{entry['entryId']}.jpg"
    assert "without their scans" in refuse(zip_with_manifest({**files, own: photo}))


@pytest.mark.parametrize(
    "observations",
    [
        ["x" * 500_000],
        ["x"] * 5,
        [""],
        ["See https://scam.example"],
        ["Call scam.example"],
        ["Ring 0800 1234."],
        ["<b>bold</b>"],
        ["two\nlines"],
        [5],
    ],
)
def test_observations_that_are_not_fit_to_show_are_refused(refuse, archive, observations):
    message = refuse(alter_provenance(archive, observations=observations))
    assert message.startswith("skin.json, record 1")


@pytest.mark.parametrize("field", ["modelId", "promptVersion"])
def test_a_name_of_500_kb_is_refused(refuse, archive, field):
    refuse(alter_provenance(archive, **{field: "m" * 500_000}))


def test_a_long_list_of_issues_is_refused(refuse, archive):
    refuse(alter_provenance(archive, quality=["blurred"] * 50_000))


def alter_provenance(archive, **values):
    return alter_file(
        archive, "skin.json", lambda content: content["records"][0]["provenance"].update(values)
    )


def test_a_second_record_that_is_too_large_leaves_the_account_empty(
    refuse, alice, stranger, monkeypatch
):
    """The first record could be stored, and would have kept every other export out."""
    for text in ("short", "long" * 4_000):
        alice.post("/period", {"date": DAY, "flow": "light"})
        alice.post("/journal", {"date": DAY, "text": text})
    export = download_export(alice)
    with monkeypatch.context() as patch:
        patch.setattr(records, "MAX_ITEM_BYTES", records.METADATA_BYTES + 10_000)
        assert "journal.json, record" in refuse(export)
    assert import_zip(stranger, export).records == 3


def test_the_largest_honest_record_is_imported(alice, stranger):
    sent = {"date": DAY, "text": "😀" * 20_000, "mood": "😀" * 60}
    address = alice.post("/journal", sent).headers["Location"]
    assert alice.patch(address, {"tags": ["😀" * 64] * 50}).status_code == 200
    assert import_zip(stranger, download_export(alice)).records == 1


def test_a_size_is_never_below_the_stored_one(alice, stranger, monkeypatch):
    sizes = {}
    seen = found_records.stored_bytes

    def noted(record):
        sizes[record.key] = seen(record)
        return sizes[record.key]

    monkeypatch.setattr(found_records, "stored_bytes", noted)
    for text in ("", "x" * 20_000, "😀" * 9_000, '"\\' * 5_000):
        alice.post("/journal", {"date": DAY, "text": text, "tags": ["t"] * 50})
    import_zip(stranger, download_export(alice))
    stored = {}
    for _, item in items(stranger.user_id):
        if "entryId" in item:
            stored[item["entryId"]["S"]] = sum(
                len(name) + len(next(iter(value.values()))) for name, value in item.items()
            )
    assert stored.keys() == sizes.keys()
    assert all(stored[key] < sizes[key] for key in stored)


def test_more_than_an_account_can_hold_is_refused(refuse, archive, monkeypatch):
    monkeypatch.setattr(services, "MAX_BYTES", 3_000)
    assert "larger than an account" in refuse(archive)


def test_too_many_files_are_refused(refuse, archive, monkeypatch):
    monkeypatch.setattr(reader, "MAX_FILES", len(unzip(archive)) - 1)
    assert "too many files" in refuse(archive)


def test_a_long_list_of_files_is_refused_unread(refuse):
    size = reader.MAX_FILE_BYTES + 46
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, size, 0, 0)
    assert "too many files" in refuse(bytes(size) + end)


def test_an_erased_account_gets_no_item_of_the_import(archive, stranger, tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(archive)
    stranger.delete("/me")
    before = left(stranger.user_id)
    with pytest.raises(Exception, match="erased"):
        run_import(path, stranger.user_id)
    assert left(stranger.user_id) == before
