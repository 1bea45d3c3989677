"""Page one holds what a doctor looks for, whatever she typed, on both papers."""

import logging
import re
import time
from datetime import UTC, datetime

import pytest

from tests.support.report_answers import empty_answer, long_answer

PAPERS = {"a4": (595, 842), "letter": (612, 792)}
QUESTION = ("Since spring my bleeding is heavier; may that come from the pill? " * 16)[:1000]
LONG_FACT = "Heavy flow on two days or more in nine of the twelve periods that were logged. " * 3


def crowded():
    """Return an answer in which everything of page one is as long as it may be."""
    answer = long_answer(name="Ann " * 25, birthYear=1990, menarcheAge=13, question=QUESTION)
    stage = "Hormonal intrauterine device, from 2 March 2022 to 4 May 2024, " * 2
    answer["stages"] = [answer["stages"][0] | {"text": stage}] * 9
    answer["standsOut"] = [LONG_FACT] * 5
    for one in (*answer["cycles"]["figo"], *answer["cycles"]["windows"]):
        one["text"] = LONG_FACT[:95]
    return answer


def words(page):
    return re.sub(r"\s+", " ", page.extract_text())


@pytest.mark.parametrize("paper", PAPERS)
def test_pages_have_the_size_of_the_paper(read, paper):
    for page in read(long_answer(), paper=paper).pages:
        box = page.mediabox
        assert (round(box.width), round(box.height)) == PAPERS[paper]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("answer", [long_answer(name="Eve", question="Why?"), crowded()])
def test_page_one_has_the_numbers_the_odd_facts_and_the_year(read, paper, answer):
    first = words(read(answer, paper=paper).pages[0])
    for wanted in (
        "30 Nov 2026",
        "28 days",
        "24–35 in",
        "irregular",
        "5 days",
        "Heavy flow on",
        "Between periods",
        "Dec 2025",
        "Nov 2026",
        "nothing logged",
    ):
        assert wanted in first


def test_a_long_question_is_cut_on_page_one_and_stands_whole_behind(read):
    reader = read(empty_answer(question=QUESTION))
    assert QUESTION.strip() not in words(reader.pages[0])
    assert "…" in words(reader.pages[0])
    assert QUESTION.strip() in words(reader.pages[1])


def test_a_short_question_stands_once(read):
    text = " ".join(map(words, read(empty_answer(question="Is it normal?")).pages))
    assert text.count("Is it normal?") == 1


def test_an_empty_log_says_so_on_two_pages(read):
    reader = read(empty_answer())
    assert len(reader.pages) == 2
    assert "none logged" in words(reader.pages[0])
    assert words(reader.pages[0]).count("too little logged to tell") == 2
    assert "neither a diagnosis" in words(reader.pages[1])


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("hormonal_method", "bleeding follows the hormonal method"),
        ("life_stage", "no cycles count in this stage of life"),
    ],
)
def test_a_method_or_stage_is_not_too_little_logged(read, reason, why):
    answer = empty_answer()
    for one in answer["cycles"]["figo"]:
        one["untold"] = reason
    first = words(read(answer).pages[0])
    assert (first.count(why), "too little logged" in first) == (3, False)


def test_the_last_period_of_a_past_range_is_not_called_the_last(read):
    first = words(read(long_answer() | {"asOf": "2027-11-30"}).pages[0])
    assert "the last one up to 30 Nov 2026" in first
    assert "before this report" not in first


def test_terms_say_that_they_are_of_the_last_year_of_a_longer_report(read):
    assert "Bleeding in the last year" not in words(read(long_answer()).pages[0])
    assert "Bleeding in the last year" in words(read(long_answer(years=2)).pages[0])


def test_names_of_three_scripts_are_drawn(read):
    name = "Zoë Groß / Ελένη Παπαδοπούλου / Наталья Ґудзь"
    assert name in words(read(empty_answer(name=name)).pages[0])


def test_emoji_and_other_scripts_are_told_and_explained(read):
    reader = read(empty_answer(name="שרה כהן 😌"))
    assert "[6 letters of another script] [relieved face]" in words(reader.pages[0])
    assert "Emoji stand as their English name" in words(reader.pages[1])


def test_a_report_that_is_drawn_whole_explains_no_brackets(read):
    text = words(read(empty_answer(name="[Zoë]")).pages[1])
    assert "English name" not in text


def test_each_page_names_the_report_and_its_number(read):
    reader = read(long_answer(years=2, name="Eve"))
    for number, page in enumerate(reader.pages, 1):
        assert "Cycle report · Eve ·" in words(page)
        assert f"{number} / {len(reader.pages)}" in words(page)


def test_the_labels_are_in_the_language(read):
    assert "Letzte Periode ab" in words(read(long_answer(), language="de").pages[0])


def test_the_same_answer_gives_the_same_bytes_at_any_time(draw, monkeypatch):
    answer = long_answer(years=2, name="Наталья")
    earlier = draw(answer)
    later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert draw(answer) == earlier


def test_another_time_of_making_gives_other_bytes(draw):
    answer = empty_answer()
    assert draw(answer) != draw(answer, made_at=datetime(2026, 12, 1, tzinfo=UTC))


def test_ten_years_are_all_there(read):
    reader = read(long_answer(years=10, symptoms=20))
    text = " ".join(map(words, reader.pages))
    assert "1 Dec 2016" in text
    assert "symptom 17" in text
    assert len(reader.pages) < 16


def test_no_library_logs_the_letters_of_a_report(draw, caplog):
    with caplog.at_level(logging.NOTSET, logger="glowcycle"):
        draw(empty_answer(name="Ω"))
    assert [record.name for record in caplog.records] == []


def test_days_are_counted_as_the_sentences_count_them(read):
    answer = long_answer(symptoms=0)
    answer["complaints"][0]["byDay"] = [
        {"day": day, "days": 9, "with": 3, "mean": None} for day in (-2, -1, 0, 1)
    ]
    text = words(read(answer).pages[1])
    assert "-2 3 9 -1 3 9 1 3 9 2 3 9" in text


def test_a_stage_that_stands_out_is_told_once(read):
    answer = empty_answer()
    text = "Contraception (implant), since 14 May 2026."
    answer["stages"] = [{"kind": "contraception", "text": text}]
    answer["standsOut"] = [text]
    assert words(read(answer).pages[0]).count(text) == 1


@pytest.mark.parametrize(
    ("left_out", "label"),
    [("life_stage", "Last bleeding began"), ("still_running", "Last period began")],
)
def test_a_bleed_under_contraception_is_not_called_a_period(read, left_out, label):
    answer = long_answer()
    newest = answer["cycles"]["periods"][0]
    newest |= {"length": None, "leftOut": left_out}
    answer["cycles"]["lastPeriod"] = newest["start"]
    start = answer["from"]
    answer["stages"] = [{"kind": "contraception", "start": start, "end": None, "text": "Pill."}]
    text = words(read(answer).pages[0])
    assert label in text
    assert ("without hormones" in text) == (left_out == "life_stage")


def test_a_period_that_counts_for_no_cycle_says_why(read):
    answer = long_answer()
    answer["cycles"]["periods"][0] |= {"length": None, "leftOut": "still_running"}
    assert "not over yet" in words(read(answer).pages[1])
