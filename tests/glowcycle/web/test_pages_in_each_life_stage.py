"""What pages and pictures say in each life stage: the same as the JSON, and nothing in a pause."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import resolve

from period.question_pages import questions
from tests.support import spoken_answers
from tests.support.markup import ParsedPage
from tests.support.picture_people import PEOPLE, operations
from tests.support.svg import day_of, of_class, read, texts

TODAY = datetime.now(UTC).date()
LIVES = {person.__name__: person for person in PEOPLE}


def log(phone, name):
    """Let her log the life of that person up to today."""
    for batch in operations(LIVES[name](TODAY)):
        results = phone.post("/sync", {"operations": batch}).json()["results"]
        assert {result["status"] for result in results} == {"applied"}


def forecast(phone):
    return phone.get(f"/period/predictions/{phone.user_id}").json()


def picture(phone, path):
    return read(phone.get(f"{path}{phone.user_id}?format=svg").content)


def page(browser, path):
    return browser.get(path).content.decode()


def days_of(drawn, name):
    return [str(day_of(cell)) for cell in of_class(drawn, name)]


def test_a_pregnancy_tells_its_week_and_nothing_of_cycles(signed_in, alice):
    log(alice, "pregnant")
    answer, drawn = forecast(alice), picture(alice, "/period/predictions/")
    told = answer["pregnancy"]
    heading = f"Pregnancy: {told['week']} weeks and {told['day']} days"
    for words in (texts(drawn), texts(picture(alice, "/period/user/")), page(signed_in, "/")):
        assert heading in words
        assert answer["attention"][0]["text"] in words
        assert "No cycle yet" not in words
        assert "No date for the next period" not in words
    assert not of_class(drawn, "bars")
    assert "<h1>Pregnancy" in page(signed_in, "/")


def test_the_calendar_of_a_pregnancy_marks_its_days_and_the_due_date(alice):
    log(alice, "pregnant")
    drawn, answer = picture(alice, "/period/user/"), forecast(alice)
    assert days_of(drawn, "due") == [answer["pregnancy"]["dueDate"]]
    assert not days_of(drawn, "expected") + days_of(drawn, "fertile")
    assert min(days_of(drawn, "in-stage")) == answer["lifeStage"]["start"]
    unused = [log["date"] for log in answer["basedOn"]["notUsed"]]
    assert min(days_of(drawn, "other")) == min(unused)
    assert "Bleeding that is not counted as a period." in texts(drawn)
    assert of_class(drawn, "pregnancy")


def test_the_calendar_marks_all_bleeding_after_a_birth(alice):
    log(alice, "after_birth")
    marked = days_of(picture(alice, "/period/user/"), "other")
    born = TODAY - timedelta(days=35)
    assert marked == [str(born + timedelta(days=n)) for n in range(17)]
    later = f"/period/user/{alice.user_id}?format=svg&from={born + timedelta(days=5)}"
    assert days_of(read(alice.get(later).content), "other") == marked[5:]
    assert forecast(alice)["nextPeriodReason"]["text"] in texts(
        picture(alice, "/period/predictions/")
    )


def test_a_period_that_follows_other_bleeding_is_marked_as_one(alice):
    first = TODAY - timedelta(days=20)
    for n in range(8):
        day = {"flow": "medium", "startsPeriod": True if n == 5 else None}
        alice.put(f"/period/{first + timedelta(days=n)}", day)
    other = days_of(picture(alice, "/period/user/"), "other")
    assert other == [str(first + timedelta(days=n)) for n in range(5)]


def test_a_pack_tells_its_scheduled_bleed_and_no_fertile_day(signed_in, alice):
    log(alice, "pill")
    answer, drawn = forecast(alice), picture(alice, "/period/user/")
    first, last = answer["scheduledBleed"]["first"], answer["scheduledBleed"]["last"]
    scheduled = days_of(drawn, "scheduled")
    assert (scheduled[0], scheduled[-1], len(scheduled)) == (first, last, 7)
    assert not days_of(drawn, "fertile") + days_of(drawn, "expected")
    assert len(days_of(drawn, "other")) == 2  # the unscheduled bleeding alone
    assert "Next scheduled bleed of your pack" in texts(drawn)
    assert "<h1>Next scheduled bleed: " in page(signed_in, "/")
    timeline = picture(alice, "/period/predictions/")
    assert days_of(timeline, "scheduled") == scheduled
    words = texts(timeline)
    assert "Unscheduled bleeding" in words
    assert "Ovulation around" not in words


def test_after_a_method_the_picture_names_its_bleeding_no_more(alice):
    log(alice, "pill")
    stage_id = forecast(alice)["lifeStage"]["stageId"]
    ended = {"end": str(TODAY - timedelta(days=1))}
    assert alice.patch(f"/period/stages/{stage_id}", ended).status_code == 200
    assert "unscheduled_bleed" in {log["code"] for log in forecast(alice)["basedOn"]["notUsed"]}
    assert "Unscheduled bleeding" not in texts(picture(alice, "/period/predictions/"))


def test_a_method_without_a_calendar_tells_its_bleeding_in_words(signed_in, alice):
    log(alice, "implant")
    pattern = forecast(alice)["bleedingPattern"]
    told = f"{pattern['episodes']} episodes, {pattern['bleedingDays']} days of bleeding"
    words = texts(picture(alice, "/period/predictions/"))
    assert told in words
    assert "Bleeding was frequent: more than five episodes in 90 days." in words
    assert f"{pattern['episodes']} episodes" in page(signed_in, "/")


def test_under_a_hormonal_method_no_phase_is_behind_the_journal(alice):
    log(alice, "pill")
    drawn = picture(alice, "/journal/user/")
    assert "No phase is shown" in texts(drawn)
    assert "Period, as logged." not in texts(drawn)


def test_a_pause_is_silent_everywhere(signed_in, alice):
    log(alice, "paused")
    front = page(signed_in, "/")
    assert "<h1>The forecast is paused.</h1>" in front
    for words in ("Day ", "Next period:", "Phase:", "No cycle", "No date"):
        assert words not in front.split("Log today")[0]
    cycles = picture(alice, "/period/cycles/")
    assert "Nothing is drawn of your cycles while the pause lasts." in texts(cycles)
    assert not of_class(cycles, "cycle")
    drawn = picture(alice, "/period/user/")
    assert not days_of(drawn, "expected") + days_of(drawn, "fertile")
    assert "Pause: since" in texts(drawn)
    assert "phase is not known" not in texts(picture(alice, "/journal/user/"))
    for path in ("/period/user/", "/period/predictions/"):
        assert "contraception" not in texts(picture(alice, path))  # the notice of a forecast


def test_signs_say_what_they_did_to_ovulation(alice):
    log(alice, "charting")
    answer, words = forecast(alice), texts(picture(alice, "/period/predictions/"))
    signs = answer["ovulation"]["signs"]
    assert {sign["kind"] for sign in signs} == {"temperature", "mucus", "ovulationTest"}
    for sign in signs:
        assert sign["text"] in words
    assert answer["basedOn"]["notUsed"][0]["text"] in words
    assert answer["assumption"]["text"] in words


def test_lateness_has_three_explanations(alice):
    log(alice, "late")
    words = texts(picture(alice, "/period/predictions/"))
    for name in ("It came unlogged: ", "You are pregnant: ", "This cycle is a long one: "):
        assert name in words


@pytest.mark.parametrize("path", ["/", "/period/predictions/me"])
def test_a_question_leads_to_the_forms_that_answer_it(signed_in, alice, path):
    log(alice, "late")
    [asked] = forecast(alice)["questions"]
    shown = page(signed_in, path.replace("me", alice.user_id))
    assert asked["text"] in shown
    links = ParsedPage(shown).links
    pregnancy = [link for link in links if "kind=pregnancy" in link]
    assert f"/period?date={TODAY}&flow=none" in links
    form = page(signed_in, pregnancy[0])
    assert re.search('value="pregnancy"[^>]* checked', form)
    assert f'value="{asked["date"]}"' in form


def test_each_answer_to_each_question_has_its_form_unless_nothing_is_to_be_sent():
    asked, without_form = set(), set()
    for name in spoken_answers.LIVES:
        answer = spoken_answers.life_of(name)
        for question, shown in zip(answer["questions"], questions(answer), strict=True):
            asked.add(question["code"])
            for each, link in zip(question["answers"], shown.answers, strict=True):
                if link.url:
                    assert resolve(link.url.partition("?")[0]).url_name.startswith("period")
                else:
                    without_form.add((question["code"], each["code"]))
    assert asked >= {"pregnant", "born", "postpartum", "gap", "no_period_90_days"}
    assert without_form == {("born", "not_yet"), ("postpartum", "no")}


def test_a_doubtful_period_leads_to_the_form_of_its_day(signed_in, alice):
    for days in (40, 12, 0):
        day = {"date": str(TODAY - timedelta(days=days)), "flow": "medium"}
        alice.post("/period", day)
    [asked] = forecast(alice)["questions"]
    assert asked["code"] == "was_it_period"
    assert ParsedPage(page(signed_in, "/")).links.count(f"/period/{asked['date']}") == 2
