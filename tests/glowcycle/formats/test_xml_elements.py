"""The elements of a large XML file are read within bounds, and no entity is ever expanded."""

import io

import pytest

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.formats.files import xml_elements
from glowcycle.formats.files.xml_elements import XmlElements
from glowcycle.sentences import sentence


def read(content):
    """Return the elements with their lines and attributes."""
    found = []
    elements = XmlElements(io.BytesIO(content), root="Data", shape=sentence("plain text"))
    elements.read(lambda name, attributes: found.append((elements.row, name, dict(attributes))))
    return found


def test_reads_elements_with_their_lines():
    assert read(b'<?xml version="1.0"?>\n\n<Data>\n<a b="c&amp;"/></Data>') == [
        (3, "Data", {}),
        (4, "a", {"b": "c&"}),
    ]


def test_refuses_a_file_without_the_root():
    with pytest.raises(WrongFile) as caught:
        read(b"<Other><Database/></Other>")

    assert caught.value.extra["row"] == "1"


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">',
        '<!ENTITY lol2 SYSTEM "file:///etc/passwd">',
        '<!ENTITY % lol2 SYSTEM "http://127.0.0.1/x.dtd"> %lol2;',
    ],
)
def test_expands_no_entity(declared):
    with pytest.raises(WrongFile):
        read(f'<!DOCTYPE Data [{declared}]>\n<Data><Record type="&lol2;"/></Data>'.encode())


def test_refuses_a_second_doctype_in_the_file():
    with pytest.raises(WrongFile):
        read(b"<Data/><!DOCTYPE a [<!ENTITY b 'c'>]>")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"<a>" * 200_000, WrongFile),
        (b'<Record type="' + b"x" * 2_000_000, WrongFile),
        (b"<!--" + b"x" * 2_000_000, WrongFile),
        (b"".join(b"<a%d/>" % number for number in range(50_000)), TooLarge),
        (b"<Record %s/>" % b"".join(b'a%d="" ' % number for number in range(50_000)), TooLarge),
    ],
)
def test_bounds_depth_length_and_names(content, error):
    with pytest.raises(error):
        read(b"<Data>" + content + b"</Data>")


def test_bounds_the_number_of_elements(monkeypatch):
    monkeypatch.setattr(xml_elements, "MAX_PARTS", 1_000)

    with pytest.raises(TooLarge):
        read(b"<Data>" + b"<a/>" * 1_001 + b"</Data>")
