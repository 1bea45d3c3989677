"""A PDF tells its structure to programs that read it aloud."""

from itertools import pairwise

import pytest

from tests.support.pdf_structure import marked_sequences, parent_tree, read_tree
from tests.support.report_answers import empty_answer, long_answer


@pytest.fixture(scope="module")
def reader(read):
    return read(long_answer(years=3, name="Anna 😌", question="Why? " * 200), language="de")


@pytest.fixture(scope="module")
def tree(reader):
    return read_tree(reader)


def test_the_document_has_language_title_and_marks(reader):
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "de"
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    title = reader.metadata.title.replace("\N{NO-BREAK SPACE}", " ")
    assert title == "Cycle report, 1. Dezember 2023 bis 30. November 2026"


def test_nothing_names_a_person_a_program_or_a_place_but_fpdf(reader):
    assert set(reader.metadata) == {"/Title", "/CreationDate"}


def test_headings_descend_one_level_at_a_time(tree):
    levels = [int(node.role[1]) for node in tree.all("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_heading_is_a_bookmark(tree, reader):
    def count(outline):
        return sum(count(one) if isinstance(one, list) else 1 for one in outline)

    assert count(reader.outline) == len(tree.all("H1", "H2", "H3"))


def test_tables_have_rows_of_one_width_with_header_cells(tree):
    tables = tree.all("Table")
    assert len(tables) > 5
    for table in tables:
        assert {row.role for row in table.kids} == {"TR"}
        head, *rows = table.kids
        assert {(cell.role, cell.scope) for cell in head.kids} == {("TH", "Column")}
        assert {len(row.kids) for row in rows} == {len(head.kids)}
    # But the boxes on top: these have no head of their row.
    assert all(row.kids[0].scope == "Row" for table in tables[1:] for row in table.kids[1:])


def test_a_table_on_two_pages_is_one_table(tree):
    pages = {page for cell in tree.all("Table")[2].all("TD", "TH") for page, _ in cell.marks}
    assert len(pages) > 1


def test_lists_hold_items(tree):
    for made in tree.all("L"):
        assert [[body.role for body in item.kids] for item in made.kids] == [["LBody"]] * len(
            made.kids
        )


def test_each_picture_is_told_in_words(tree):
    figures = tree.all("Figure")
    assert len(figures) >= 6
    assert all(len(figure.alt) > 20 for figure in figures)


def test_the_strip_is_told_month_by_month(read):
    [figure] = read_tree(read(long_answer())).all("Figure")[:1]
    assert "November 2026: bleeding on days 2–3, 5–6, 30." in figure.alt
    [empty] = read_tree(read(empty_answer())).all("Figure")
    assert empty.alt.count("no bleeding logged") == 12


def test_what_is_drawn_otherwise_is_kept_for_readers(tree):
    assert [node.original for node in tree.all("P") if "😌" in node.original]
    assert [node.original for node in tree.all("H3") if "😣" in node.original] == ["😣 cramps"]


def test_every_mark_on_a_page_belongs_to_one_node(tree, reader):
    def marks(node):
        return [(mark, node.role) for mark in node.marks] + [m for k in node.kids for m in marks(k)]

    of_nodes = dict(marks(tree))
    parents = parent_tree(reader)
    for number, (found, _) in enumerate(marked_sequences(reader)):
        tags = [tag for tag, mcid in found if mcid is not None]
        assert [mcid for _, mcid in found if mcid is not None] == list(range(len(tags)))
        assert [of_nodes.pop((number, mcid)) for mcid in range(len(tags))] == [t[1:] for t in tags]
        assert parents[number] == tags
    assert of_nodes == {}


def test_nothing_is_drawn_outside_of_marks(reader):
    assert [outside for _, outside in marked_sequences(reader) if outside] == []
