"""A hostile file is read within bounds, or refused with what is wrong with it."""

import io
import zipfile

import pytest

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.formats.files import source as source_module
from glowcycle.formats.files import zip_directory
from glowcycle.formats.files.source import Source
from tests.support import hostile_zips
from tests.support.hostile_zips import make_zip

TWO_FILES = make_zip({"a.csv": b"date\n2025-01-01\n", "b.csv": b"x" * 100})


def read(content, name=None):
    return Source(io.BytesIO(content)).open(name).read()


def test_reads_a_plain_file_twice():
    source = Source(io.BytesIO(b"date,mood\n"))

    assert source.open().read() == source.open().read() == b"date,mood\n"
    assert (source.head, source.size, source.names) == (b"date,mood\n", 10, ())


def test_leaves_the_file_open_after_a_reading():
    file = io.BytesIO(b"date")

    with Source(file).open() as opened:
        opened.read()

    assert not file.closed


def test_names_the_files_of_a_zip_and_reads_them():
    source = Source(io.BytesIO(make_zip({"folder/": b"", "folder/a.csv": b"date"})))

    assert source.names == ("folder/a.csv",)
    assert source.head_of("folder/a.csv") == source.open("folder/a.csv").read() == b"date"


def test_reads_only_the_first_bytes_of_a_large_file_as_its_head():
    source = Source(io.BytesIO(make_zip({"a.xml": bytes(1_000_000)})))

    assert len(source.head_of("a.xml")) == source_module.HEAD_IN_ZIP


def test_refuses_to_read_more_than_the_limit(monkeypatch):
    monkeypatch.setattr(source_module, "MAX_UNZIPPED", 1_000_000)
    bomb = make_zip({"a.xml": bytes(900_000), "b.xml": bytes(900_000)})
    source = Source(io.BytesIO(bomb))
    source.open("a.xml").read()

    with pytest.raises(TooLarge):
        source.open("b.xml").read()


def test_refuses_a_file_whose_size_is_beyond_the_limit(monkeypatch):
    monkeypatch.setattr(source_module, "MAX_UNZIPPED", 1_000)

    with pytest.raises(TooLarge):
        read(make_zip({"a.xml": bytes(1_001)}), "a.xml")


def test_refuses_a_plain_file_beyond_the_limit(monkeypatch):
    monkeypatch.setattr(source_module, "MAX_UNZIPPED", 1_000)

    with pytest.raises(TooLarge):
        read(bytes(1_001))


@pytest.mark.parametrize("size", [1, 10_000])
def test_refuses_a_forged_size(size):
    with pytest.raises(WrongFile):
        read(hostile_zips.with_size(TWO_FILES, size), "a.csv")


def test_refuses_files_that_overlap():
    with pytest.raises(WrongFile, match="files that overlap"):
        Source(io.BytesIO(hostile_zips.overlapping(TWO_FILES)))


def test_refuses_an_encrypted_zip():
    with pytest.raises(WrongFile, match="password"):
        Source(io.BytesIO(hostile_zips.encrypted(TWO_FILES)))


@pytest.mark.parametrize("method", [9, 12, 14, 93, 99])
def test_refuses_another_compression(method):
    with pytest.raises(WrongFile):
        read(hostile_zips.compressed_by(TWO_FILES, method), "a.csv")


def test_refuses_bzip2_and_lzma():
    for compression in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with pytest.raises(WrongFile, match="compression"):
            read(make_zip({"a.csv": b"date"}, compression=compression), "a.csv")


@pytest.mark.parametrize(
    "name",
    ["../a.csv", "a/../../b.csv", "/etc/a.csv", "\\a.csv", "C:\\a.csv", "..\\a.csv", "a.cs\0v"],
)
def test_refuses_names_that_lead_elsewhere(name):
    content = make_zip({name.replace("\0", "#"): b"date"})

    with pytest.raises(WrongFile, match="leads out"):
        Source(io.BytesIO(content.replace(b"a.cs#v", b"a.cs\0v")))


def test_refuses_a_list_of_files_that_is_too_long_before_it_is_read():
    padded = bytes(zip_directory.MAX_DIRECTORY * 2) + TWO_FILES[TWO_FILES.index(b"PK\x01\x02") :]
    zip_start = make_zip({"a.csv": b"date"})[:60]

    with pytest.raises(TooLarge):
        Source(
            io.BytesIO(
                zip_start
                + hostile_zips.with_directory_size(padded, zip_directory.MAX_DIRECTORY + 1)
            )
        )


def test_refuses_too_many_files(monkeypatch):
    monkeypatch.setattr(zip_directory, "MAX_FILES", 3)

    with pytest.raises(TooLarge):
        Source(io.BytesIO(make_zip({f"{number}.csv": b"" for number in range(4)})))


@pytest.mark.parametrize("length", [4, 30, 60, len(TWO_FILES) // 2, len(TWO_FILES) - 1])
def test_refuses_a_zip_that_is_cut_off(length):
    with pytest.raises(WrongFile, match="missing or damaged"):
        Source(io.BytesIO(TWO_FILES[:length]))


def test_names_the_file_in_which_the_damage_is():
    content = make_zip({"a.csv": bytes(range(256)) * 40})
    damaged = content[:60] + b"\xff" * 20 + content[80:]

    with pytest.raises(WrongFile, match=r"damaged file a\.csv"):
        read(damaged, "a.csv")


@pytest.mark.parametrize("name", [None, "a.csv"])
def test_asks_for_the_time_with_each_piece(name):
    content = bytes(3 * source_module.BUFFER_BYTES)
    checks = []
    source = Source(
        io.BytesIO(make_zip({"a.csv": content}) if name else content),
        check_time=lambda: checks.append(1),
    )
    with source.open(name) as stream:
        while stream.read(1000):
            pass
    assert len(checks) >= 3
