"""The structure tree of a PDF, as pypdf reads it, and the text that each node marks."""

import re
from dataclasses import dataclass, field

from pypdf.generic import ContentStream

# A text of these PDFs is one string of two bytes a letter, mapped by its font.
_SHOWN = ("Tj", "TJ", "'", '"')


@dataclass
class Node:
    """A node: its role, its attributes, the nodes below it and the marks (page, number) of it."""

    role: str
    alt: str = ""
    original: str = ""
    scope: str = ""
    kids: list = field(default_factory=list)
    marks: list = field(default_factory=list)

    def all(self, *roles):
        """Return itself and the nodes below it that have one of these roles, in order."""
        below = [node for kid in self.kids for node in kid.all(*roles)]
        return [*([self] if self.role in roles else []), *below]


def read_tree(reader):
    """Return the node of the document, and check that its pages and parents agree with it."""
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    [document] = root["/K"]
    return _node(document.get_object(), root, pages)


def parent_tree(reader):
    """Return the roles that the parent tree names for each page's marks, by page."""
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    roles = {
        numbers[i]: [one.get_object()["/S"] for one in numbers[i + 1]]
        for i in range(0, len(numbers), 2)
    }
    return [roles[page["/StructParents"]] for page in reader.pages]


def marked_sequences(reader):
    """Return for each page its marks as (tag, number or None), and what is drawn outside of any."""
    return [_sequences(page, reader) for page in reader.pages]


def _node(made, parent, pages):
    assert made["/P"].get_object() == parent.get_object()
    node = Node(
        made["/S"][1:],
        alt=made.get("/Alt", ""),
        original=made.get("/ActualText", ""),
        scope=made.get("/A", {}).get("/Scope", "")[1:],
    )
    for kid in made["/K"]:
        one = kid.get_object()
        if one.get("/Type") == "/MCR":
            node.marks.append((pages[one.raw_get("/Pg").idnum], one["/MCID"]))
        else:
            node.kids.append(_node(one, made, pages))
    return node


def _sequences(page, reader):
    open_, found, outside = 0, [], []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        name = operator.decode()
        if name in ("BDC", "BMC"):
            assert not open_, "marks do not nest"
            open_ += 1
            found.append((operands[0], operands[1]["/MCID"] if name == "BDC" else None))
        elif name == "EMC":
            open_ -= 1
        elif not open_ and (name in _SHOWN or re.fullmatch(r"[fFbBsS]\*?", name)):
            outside.append(name)
    assert not open_
    return found, outside
