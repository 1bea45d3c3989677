"""What a picture shows, read back from its markup."""

import re
import xml.etree.ElementTree as ET
from datetime import date

from glowcycle.api.renderers import markup
from glowcycle.charts.layout import Picture

NAMESPACE = "{http://www.w3.org/2000/svg}"
ACTIVE = {"script", "style", "foreignObject", "image", "use", "a", "animate", "set", "iframe"}
SMALLEST_TEXT = 13


def read(drawn: str | bytes) -> ET.Element:
    """Return the root element; assert that the picture is inert and has a title."""
    root = ET.fromstring(drawn)
    assert root.tag == f"{NAMESPACE}svg"
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root if element.get("id")}
    assert all(named[name].strip() for name in root.get("aria-labelledby").split())
    for element in root.iter():
        _check_inert(element)
    return root


def _check_inert(element: ET.Element) -> None:
    assert element.tag.removeprefix(NAMESPACE) not in ACTIVE
    for name, value in element.attrib.items():
        assert not name.startswith("on")
        assert name not in ("style", "src")
        assert "href" not in name
        assert re.fullmatch(r"url\(#[a-z-]+\)", value) or "url" not in value
    assert float(element.get("font-size", SMALLEST_TEXT)) >= SMALLEST_TEXT


def drawn(picture: Picture) -> str:
    """Return a picture by itself, as `?format=svg` answers it."""
    return markup(template="charts/standalone.svg", picture=picture)


def texts(root: ET.Element) -> str:
    """Return all visible text, with single spaces."""
    found = (element.text or "" for element in root.iter(f"{NAMESPACE}text"))
    return " ".join(" ".join(found).split())


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    """Return the elements of that class, in the order drawn."""
    return [element for element in root.iter() if name in element.get("class", "").split()]


def day_of(element: ET.Element) -> date:
    return date.fromisoformat(element.get("data-date"))


def number(element: ET.Element, name: str) -> float:
    return float(element.get(name))


def place(element: ET.Element) -> tuple[float, float]:
    """Return where an element is moved to."""
    x, y = re.match(r"translate\((\S+) (\S+)\)", element.get("transform")).groups()
    return float(x), float(y)
