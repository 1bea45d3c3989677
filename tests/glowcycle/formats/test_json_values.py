"""A JSON file is read within bounds, and its faults are told with their place."""

import json
from io import BytesIO

import pytest

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.formats.files import json_events
from glowcycle.formats.files.json_faults import read_inner_object
from glowcycle.formats.files.json_values import JsonElements
from glowcycle.formats.files.source import Source
from glowcycle.formats.history import History
from glowcycle.sentences import sentence

SHAPE = sentence("a list of things")


def read(content, *paths, history=None):
    source = Source(
        BytesIO(content if isinstance(content, bytes) else json.dumps(content).encode())
    )
    elements = JsonElements(source, history or History(), paths=paths or [()], shape=SHAPE)
    return [(".".join(each.path), each.row, each.value) for each in elements]


def refused(content, *paths):
    with pytest.raises(WrongFile) as caught:
        read(content, *paths)
    return caught.value


def test_elements_of_an_array_come_with_their_numbers():
    assert read([{"a": [1, 2.5]}, "x"]) == [("", 1, {"a": [1, 2.5]}), ("", 2, "x")]


def test_arrays_and_single_values_are_found_inside_objects():
    content = {"version": 3, "data": {"days": [{"a": None}], "more": True}}
    found = read(content, ("data", "days"), ("version",))
    assert found == [("version", 1, 3), ("data.days", 1, {"a": None})]


def test_null_is_a_part_without_anything():
    assert read({"days": None, "more": [1]}, ("days",), ("more",)) == [("more", 1, 1)]
    assert read({"days": None}, ("days",)) == []


def test_all_else_is_told_by_name_and_number():
    history = History()
    content = {"user": {"name": "x"}, "days": [1], "food": [[1], 2], "note": None, "z": 1}
    read(content, ("days",), history=history)
    found = {each.what: each.first_rows for each in history.not_taken}
    assert found == {"user": [1], "food": [1, 2], "z": [1]}


def test_a_mark_of_utf_8_is_no_fault():
    assert read(b"\xef\xbb\xbf[1]") == [("", 1, 1)]


@pytest.mark.parametrize(
    ("content", "row", "column"),
    [
        (b'[\n{"a": 1},\n{"a": oops}]', "3", "7"),
        (b'[{"a": "\xff"}]', "1", "9"),
        (b'["\xc3\xa4",\n"\xff"]', "2", "2"),
        (b"[1] [2]", "1", "5"),
        ("[1]".encode("utf-16"), "1", "1"),
    ],
)
def test_a_fault_is_told_with_line_and_character(content, row, column):
    extra = refused(content).extra
    assert (extra["row"], extra["column"]) == (row, column)
    assert extra["seen"] == "a fault in the text"


@pytest.mark.parametrize("content", [b"", b"[", b'[{"a": 1}, {"b', b"[1"])
def test_a_file_that_was_cut_off_is_told_so(content):
    assert refused(content).extra["seen"] == "an end in the middle"


@pytest.mark.parametrize("number", [b"NaN", b"1e400", b"1" * 5000, b"Infinity", b"01", b"1_0"])
def test_numbers_that_are_none_are_refused(number):
    error = refused(b'{"days": [{"a": 1}, {"a": ' + number + b"}]}", ("days",))
    assert error.extra["seen"] == "a fault in the text"


def test_a_repeated_name_is_refused_with_its_element():
    error = refused(b'{"days": [{}, {"a": 1, "a": 2}]}', ("days",))
    assert error.extra["row"] == "2"
    assert error.extra["column"] == "days"
    assert refused(b'{"days": [], "days": []}', ("days",)).extra["seen"] == "the same name twice"


def test_another_file_is_told_by_its_members():
    extra = refused({"cats": 1, "dogs": [2]}, ("days",)).extra
    assert extra["expected"] == SHAPE
    assert extra["seen"] == "the members cats, dogs"
    assert refused(b'"text"').extra["seen"] == "none of it"


def test_an_element_must_be_an_object_where_one_is_asked_for():
    source = Source(BytesIO(b'[{}, "x"]'))
    elements = JsonElements(source, History(), paths=[()], shape=SHAPE)
    with pytest.raises(WrongFile) as caught:
        list(elements.objects())
    assert caught.value.extra["row"] == "2"


@pytest.mark.parametrize("wrap", ["[%s]", '{"unread": %s, "days": []}'])
def test_a_depth_that_nobody_writes_stops_nothing_but_itself(wrap):
    deep = (wrap % ("[" * 50_000 + "]" * 50_000)).encode()
    if wrap.startswith("["):
        with pytest.raises(TooLarge):
            read(deep)
    else:
        assert read(deep, ("days",)) == []


def test_one_endless_text_is_too_large(monkeypatch):
    monkeypatch.setattr(json_events, "MAX_PIECE_BYTES", 200_000)
    with pytest.raises(TooLarge):
        read(b'["' + b"x" * 400_000 + b'"]')
    assert len(read(b"[" + b'"xxxxxxxx",' * 40_000 + b"1]")) == 40_001


@pytest.mark.parametrize(
    "content", [[[1] * 20_000], {"days": [], **{f"{n}": 1 for n in range(20_000)}}]
)
def test_one_element_or_object_with_endless_values_is_too_large(content):
    with pytest.raises(TooLarge):
        read(content, (), ("days",))


def test_a_file_over_the_limit_is_too_large(monkeypatch):
    monkeypatch.setattr(json_events, "MAX_BYTES", 1000)
    with pytest.raises(TooLarge):
        read(b"[" + b"1," * 1000 + b"1]")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('{"0": 3}', {"0": 3}),
        ({"0": 3}, {"0": 3}),
        ("[1]", {}),
        ("{", {}),
        ("[" * 9000, {}),
        ('{"a": ' + "1" * 9000 + "}", {}),
        (None, {}),
        (7, {}),
    ],
)
def test_an_inner_object_stands_there_as_object_or_text(value, expected):
    assert read_inner_object(value) == expected


def test_a_file_whose_values_take_much_memory_is_too_large(monkeypatch):
    """An array without anything in it takes thirty times as much memory as space in the file."""
    monkeypatch.setattr(json_events, "MAX_WEIGHT", 40_000)
    lists = b"[" + b"[]," * 200 + b"[]]"
    assert len(read(lists)) == 201
    with pytest.raises(TooLarge):
        read(b"[" + lists + b"," + lists + b"]")
