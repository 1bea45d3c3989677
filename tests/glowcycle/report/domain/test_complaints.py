"""Pain and symptoms by the day of the cycle, with the days on which she could have said so."""

from glowcycle.report.domain.report_log import LoggedDay
from glowcycle.report.domain.symptoms import MOST_SYMPTOMS
from period.domain.log.logged_day import Day
from tests.support.lives import pill, pregnancy
from tests.support.period_logs import log_of, on
from tests.support.report_logs import report_of


def said(day, *symptoms, pain=None, flow="none"):
    return LoggedDay(day=Day(on(day), flow), symptoms=symptoms, pain=pain)


def counts(complaint):
    return {each.day: (each.days, each.with_it) for each in complaint.by_day}


def menses(*lengths):
    """Return the second to the fifth day of each period: the first is left to the test."""
    return [day for day in log_of(*lengths) if (day.date - on(0)).days not in (0, 28, 56, 84)]


def first_days(*symptoms, pain=None):
    return [said(day, *symptoms, pain=pain, flow="medium") for day in (0, 28, 56, 84)]


def test_a_symptom_is_counted_on_the_days_that_were_logged():
    days = [*menses(28, 28, 28), *first_days("cramps"), said(27, "cramps"), said(55)]
    [cramps] = report_of(days, today=100).complaints
    assert (cramps.name, cramps.days, cramps.cycles) == ("cramps", 5, 4)
    assert counts(cramps)[0] == (4, 4)
    assert counts(cramps)[1] == (4, 0)
    assert counts(cramps)[-1] == (2, 1)


def test_pain_has_a_mean_of_the_days_on_which_she_told_it():
    days = [*menses(28, 28, 28), *first_days(pain=6), said(27, pain=3), said(55, pain=0)]
    [pain] = report_of(days, today=100).complaints
    assert (pain.name, pain.days) == (None, 5)
    assert counts(pain) == {0: (4, 4), -1: (2, 1)}
    assert {each.day: each.mean for each in pain.by_day} == {0: 6, -1: 1.5}


def test_pain_of_0_alone_is_no_complaint():
    assert report_of([*menses(28), *first_days(pain=0)], today=100).complaints == []


def test_spellings_of_one_word_are_one_symptom():
    days = [said(1, "Cramps"), said(2, "cramps "), said(3, "cramps"), said(4, " ")]
    [cramps] = report_of(days, today=20).complaints
    assert (cramps.name, cramps.days) == ("cramps", 3)


def test_a_word_counts_once_a_day():
    days = [said(1, "Cramps", "cramps", "CRAMPS"), said(2, "acne"), said(3, "acne")]
    acne, cramps = report_of(days, today=20).complaints
    assert (acne.name, cramps.name, cramps.days) == ("acne", "CRAMPS", 1)


def test_the_commonest_symptoms_are_listed_and_the_others_counted():
    days = [said(day, *(f"s{number}" for number in range(day, 30))) for day in range(30)]
    report = report_of(days, today=40)
    assert [complaint.name for complaint in report.complaints][:2] == ["s29", "s28"]
    assert (len(report.complaints), report.symptoms_left_out) == (MOST_SYMPTOMS, 10)


def test_each_day_of_a_cycle_counts_once():
    days = [*log_of(20), *(said(day, "acne") for day in (9, 10, 19))]
    [acne] = report_of(days, today=30).complaints
    assert {day for day, (_, with_it) in counts(acne).items() if with_it} == {9, -10, -1}


def test_the_middle_of_a_long_cycle_is_near_no_menses():
    days = [*log_of(40, 40), said(20, "acne")]
    [acne] = report_of(days, today=100).complaints
    assert (acne.days, acne.cycles) == (1, 1)
    assert not any(with_it for _, with_it in counts(acne).values())


def test_days_of_a_pregnancy_count_without_a_cycle():
    days = [*log_of(28), said(29, "cramps", flow="medium"), said(70, "nausea")]
    cramps, nausea = report_of(days, today=100, stages=[pregnancy(45)]).complaints
    assert (cramps.name, cramps.cycles) == ("cramps", 1)
    assert (nausea.name, nausea.days, nausea.cycles) == ("nausea", 1, 0)


def test_bleeds_of_a_pill_are_no_menses():
    days = [*log_of(28, 28), said(57, "cramps", flow="medium")]
    [cramps] = report_of(days, today=100, stages=[pill(0)]).complaints
    assert (cramps.days, cramps.cycles, cramps.by_day) == (1, 0, [])


def test_days_outside_of_the_range_do_not_count():
    days = [*log_of(28), said(2, "cramps"), said(60, "cramps")]
    report = report_of(days, first=20, last=on(50), today=100)
    assert report.complaints == []
