"""The structure tree of a PDF: headings, lists, tables with header cells, and figures.

fpdf2 tags images alone and has no public way to tag text or tables. So this module, and no other,
uses what fpdf2 calls internal: its PDF objects, `struct_builder` and the contents of a page. The
tests read the tree back with another library.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias, cast

from fpdf import FPDF
from fpdf.structure_tree import StructureTreeBuilder
from fpdf.syntax import PDFObject, PDFString

Role: TypeAlias = Literal[
    "H1", "H2", "H3", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure", "Note"
]
Scope: TypeAlias = Literal["Column", "Row"]


class Element(PDFObject):
    """A node of the tree. Its kids are nodes, or marks of what stands on the pages."""

    def __init__(
        self,
        role: str,
        parent: PDFObject,
        page: int,
        *,
        alt: str = "",
        original: str = "",
        scope: Scope | None = None,
    ) -> None:
        super().__init__()
        self.role, self.parent, self.page = role, parent, page
        self.alt, self.original, self.scope = alt, original, scope
        self.kids: list[Element | tuple[PDFObject, int]] = []
        self.pg: PDFObject | None = None  # fpdf2 sets it; each mark names its page itself

    def page_number(self) -> int:
        """Return the page on which it begins, from 1."""
        return self.page

    def walk(self) -> Iterator["Element"]:
        """Yield itself and all nodes below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def serialize(self, *_: object, **__: object) -> str:
        """Return the object as it stands in the file."""
        kids = [
            kid.ref
            if isinstance(kid, Element)
            else f"<</Type /MCR /Pg {kid[0].ref} /MCID {kid[1]}>>"
            for kid in self.kids
        ]
        members: dict[str, object] = {
            "/Type": "/StructElem",
            "/S": f"/{self.role}",
            "/P": self.parent.ref,
            "/K": f"[{' '.join(kids)}]",
        }
        if self.alt:
            members["/Alt"] = PDFString(self.alt).serialize()
        if self.original:
            members["/ActualText"] = PDFString(self.original).serialize()
        if self.scope:
            members["/A"] = f"<</O /Table /Scope /{self.scope}>>"
        return super().serialize(members)


class Tags(StructureTreeBuilder):
    """Builds the tree of a document while it is drawn."""

    def __init__(self, pdf: FPDF) -> None:
        super().__init__()
        self._pdf = pdf
        self._open: list[Element] = []
        self._marked: dict[int, list[Element]] = {}

    @contextmanager
    def node(
        self, role: Role, *, alt: str = "", original: str = "", scope: Scope | None = None
    ) -> Iterator[None]:
        """Put what is drawn in the block below a new node. It may go on on the next page.

        alt       what a figure shows, in words
        original  the text itself, where the page shows another one
        """
        parent = self._open[-1] if self._open else None
        place = parent or self.doc_struct_elem
        made = Element(role, place, self._pdf.page, alt=alt, original=original, scope=scope)
        (parent.kids if parent else self.doc_struct_elem.k).append(made)
        self._open.append(made)
        try:
            yield
        finally:
            self._open.pop()

    @contextmanager
    def marked(self) -> Iterator[None]:
        """Mark what the block draws on this page as content of the open node."""
        page = self._pdf.page
        marked = self._marked.setdefault(page, [])
        node, number = self._open[-1], len(marked)
        marked.append(node)
        node.kids.append((self._pdf.pages[page], number))
        parents = self.spid_per_page_number.setdefault(page, len(self.spid_per_page_number))
        self._pdf.pages[page].struct_parents = parents
        self.struct_tree_root.parent_tree.nums[parents].append(node)
        with self._sequence(f"/{node.role} <</MCID {number}>> BDC"):
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what the block draws as furniture of the page, which nobody reads aloud."""
        with self._sequence("/Artifact BMC"):
            yield

    def __iter__(self) -> Iterator[PDFObject]:
        yield self.struct_tree_root
        yield self.doc_struct_elem
        yield self.struct_tree_root.parent_tree
        for kid in self.doc_struct_elem.k:
            yield from kid.walk()

    @contextmanager
    def _sequence(self, begin: str) -> Iterator[None]:
        # Until the output it is a bytearray.
        contents = cast(bytearray, self._pdf.pages[self._pdf.page].contents)
        contents += f"{begin}\n".encode()
        yield
        contents += b"EMC\n"
