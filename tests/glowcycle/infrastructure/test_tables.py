"""Lists as CSV: the values of JSON, as RFC 4180, without formulas for a spreadsheet."""

import codecs
import csv
import io
import re
from email.parser import HeaderParser
from itertools import product
from urllib.parse import urlsplit

import pytest

from glowcycle.api import csv_tables
from journal.serializers import EntrySerializer
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS, every_kind

HEADERS = {
    "journal": "createdAt,updatedAt,version,entryId,date,mood,energy,text,tags,cycleDay",
    "period": "createdAt,updatedAt,version,date,flow,symptoms,ovulationTest,cycleLength,"
    "startsPeriod,temperature.celsius,temperature.time,temperature.excluded,mucus,pregnancyTest,"
    "pain,sex,medication,note",
    "skin": "createdAt,updatedAt,version,scanId,date,"
    "metrics.radiance,metrics.moisture,metrics.texture,metrics.pores,metrics.darkCircles,"
    "cycleDay,hasPhoto,provenance.source,provenance.modelId,provenance.promptVersion,"
    "provenance.quality,provenance.confidence.radiance,provenance.confidence.moisture,"
    "provenance.confidence.texture,provenance.confidence.pores,"
    "provenance.confidence.darkCircles,provenance.observations,provenance.measuredAt,"
    "provenance.missing.radiance,provenance.missing.moisture,provenance.missing.texture,"
    "provenance.missing.pores,provenance.missing.darkCircles",
    "stage": "createdAt,updatedAt,version,stageId,kind,start,end,method,"
    "pack.active,pack.pause,pack.begins,dueDate,basis,outcome,birthDate,breastfeeding,hormones,"
    "reason",
}
# Each table ends with them.
ORIGIN = ",origin.app,origin.importId"
EMPTY = {**dict.fromkeys(HEADERS["journal"].split(",")), "origin": None}
SPACES = " \t\r\n\u2028"


def table(phone, kind, query=""):
    answer = phone.get(f"{kind.path}/user/{phone.user_id}?format=csv{query}")
    assert answer.status_code == 200, answer.content
    return answer


def rows(answer):
    return list(
        csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), strict=True)
    )


@every_kind
def test_a_table_is_a_file_without_her_id_in_its_name(kind, alice):
    alice.post(kind.path, kind.body)
    answer = table(alice, kind)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Accept" in answer.headers["Vary"]
    disposition = HeaderParser().parsestr(
        f"Content-Disposition: {answer.headers['Content-Disposition']}"
    )
    assert disposition.get_content_disposition() == "attachment"
    assert disposition.get_filename() == f"glow-cycle-{kind.name}.csv"
    assert alice.user_id not in f"{answer.content}{answer.headers}"


@every_kind
def test_an_empty_history_is_a_header_row(kind, alice):
    names = f"{HEADERS[kind.name]}{ORIGIN}".replace(",", '","')
    assert table(alice, kind).content.decode() == f'\ufeff"{names}"\r\n'


@every_kind
def test_a_table_says_that_it_is_utf8_and_quotes_every_cell(kind, alice):
    alice.post(kind.path, kind.body)
    content = table(alice, kind).content
    assert content.startswith(codecs.BOM_UTF8)
    assert content.count(codecs.BOM_UTF8) == 1
    for line in content.decode("utf-8-sig").splitlines():
        assert re.fullmatch(r'"[^"]*"(,"[^"]*")*', line)


@every_kind
def test_the_rows_have_the_values_of_json(kind, alice):
    for day in ("2026-03-01", "2026-03-02"):
        alice.post(kind.path, kind.on(day))
    records = alice.get(f"{kind.path}/user/{alice.user_id}").json()["results"]
    table_rows = rows(table(alice, kind))
    assert len(table_rows) == 2
    for record, row in zip(records, table_rows, strict=True):
        for column, cell in row.items():
            value = record
            for name in column.split("."):
                value = value and value[name]
            assert cell == as_cell(value), column


def as_cell(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "  =1",
        "\u00a0=1",
        "\uff1d1+1",
        "\uff0b1",
        '=HYPERLINK("http://evil.example","x")',
    ],
    ids=ascii,
)
def test_a_formula_becomes_text(alice, text):
    alice.post("/journal", {"date": "2026-03-01", "mood": text, "text": text, "tags": [text, "b"]})
    [row] = rows(table(alice, KINDS[0]))
    assert (row["mood"], row["text"]) == (f"'{text}", f"'{text}")
    assert row["tags"] == f"'{text}, b"


SEPARATED = [",", ";", "|", "\t", "\n", "\r", "\r\n", "\u2028", ", ", ";;", '";"', ',"', "\n\n"]
UNSEEN = [
    "",
    "\u200b",
    "\ufeff",
    "\u2060",
    "\xad",
    "\u00a0",
    "\u202e",
    "\u3164",
    "\ufe0f",
    "\x01",
    '"',
    " \u200d ",
]


def split_by_any_spreadsheet(text):
    """Yield the cells of the text for programs that split at other separators."""
    for separator in (",", ";", "|", "\t", "\n", "\r", "\u2028", "[,;|\t\r\n\u2028]"):
        yield from re.split(separator, text) if len(separator) > 1 else text.split(separator)


@pytest.mark.parametrize("unseen", UNSEEN, ids=ascii)
@pytest.mark.parametrize("separator", ["", *SEPARATED], ids=ascii)
def test_a_formula_after_a_separator_and_unseen_characters_becomes_text(separator, unseen):
    for formula, start in product(
        ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\uff1d1"), ("", "a")
    ):
        if start and not separator:
            continue  # inside a text, nothing begins there
        text = f"{start}{separator}{unseen}{formula}"
        record = {**EMPTY, "mood": text, "text": text, "tags": ["b", text]}
        written = csv_tables.table(serializer=EntrySerializer, records=[record]).decode("utf-8-sig")
        [row] = csv.DictReader(io.StringIO(written, newline=""), strict=True)
        for name in ("mood", "text", "tags"):
            for cell in (row[name], *split_by_any_spreadsheet(written)):
                shown = cell.strip("".join(UNSEEN) + SPACES)
                assert shown[:1] not in ("=", "+", "-", "@", "\uff1d"), (text, cell)
        assert row["text"].replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("filler", [";", "\t", "\u200b", ",=", '"', "\n-"])
def test_a_long_cell_takes_time_in_proportion(filler):
    """200,000 characters take minutes where the search is quadratic."""
    text = filler * (200_000 // len(filler)) + "x"
    record = {**EMPTY, "text": text}
    written = csv_tables.table(serializer=EntrySerializer, records=[record])
    assert len(written) < 4 * len(text.encode()) + 1000


@pytest.mark.parametrize("text", ["\tx", "\rx", "\nx"], ids=ascii)
def test_a_text_that_begins_with_a_break_is_marked(alice, text):
    alice.post("/journal", {"date": "2026-03-01", "text": text})
    assert rows(table(alice, KINDS[0]))[0]["text"] == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ['a,"b"\r\nc', "😌 \u202eabc", "it's", "a=b", "a -b", "a, b; c|d", "1", "", " "],
    ids=ascii,
)
def test_other_text_is_unchanged(alice, text):
    alice.post("/journal", {"date": "2026-03-01", "text": text})
    answer = table(alice, KINDS[0])
    assert rows(answer)[0]["text"] == text
    assert answer.content.endswith(b"\r\n")


def test_a_table_has_all_records_that_match_the_filters(alice):
    for day in range(1, 31):
        body = {"date": f"2026-01-{day:02}", "tags": ["odd"] if day % 2 else []}
        alice.post("/journal", body)
    assert len(rows(table(alice, KINDS[0]))) == 30
    some = rows(table(alice, KINDS[0], "&from=2026-01-11&tag=odd"))
    assert [row["date"] for row in some] == [f"2026-01-{day}" for day in range(29, 10, -2)]


def test_a_long_history_continues_at_the_next_link(alice, monkeypatch):
    monkeypatch.setattr("glowcycle.api.pagination.MAX_ROWS", 4)
    for day in range(1, 11):
        alice.post("/journal", {"date": f"2026-01-{day:02}"})
    answer, dates, files = table(alice, KINDS[0]), [], 1
    while True:
        dates += [row["date"] for row in rows(answer)]
        if "Link" not in answer:
            break
        address, _, relation = answer.headers["Link"].partition(">; ")
        assert relation == 'rel="next"'
        parts = urlsplit(address.removeprefix("<"))
        answer, files = alice.get(f"{parts.path}?{parts.query}"), files + 1
    assert dates == [f"2026-01-{day:02}" for day in range(10, 0, -1)]
    assert files == 3


def test_a_table_respects_the_limit(alice):
    for day in (1, 2, 3):
        alice.post("/journal", {"date": f"2026-01-0{day}"})
    assert len(rows(table(alice, KINDS[0], "&limit=2"))) == 2
    for limit in ("0", "101", "1000"):
        path = f"/journal/user/{alice.user_id}?format=csv&limit={limit}"
        assert_problem(alice.get(path), 400, "invalid")


@every_kind
def test_another_persons_table_is_refused_as_json(kind, alice, stranger):
    path = f"{kind.path}/user/{stranger.user_id}?format=csv"
    problem = alice.get(path)
    assert_problem(problem, 403, "forbidden")
    assert "Content-Disposition" not in problem


@every_kind
def test_an_unsupported_method_is_405_for_a_table(kind, alice):
    path = f"{kind.path}/user/{alice.user_id}?format=csv"
    assert_problem(alice.send("PUT", path, {}), 405, "method_not_allowed")


@every_kind
def test_only_lists_are_available_as_csv(kind, alice):
    address = alice.post(kind.path, kind.body).headers["Location"]
    assert_problem(alice.get(f"{address}?format=csv"), 404, "not_found")
    assert_problem(alice.get(address, Accept="text/csv"), 406, "not_acceptable")


@every_kind
def test_accept_and_format_select_csv_or_json(kind, alice):
    path = f"{kind.path}/user/{alice.user_id}"
    assert alice.get(path, Accept="text/csv").headers["Content-Type"].startswith("text/csv")
    assert alice.get(f"{path}?format=json").json()["results"] == []
