"""The look of a day in the calendar: what is logged, else what is predicted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeAlias

from glowcycle.api.languages import say
from glowcycle.charts.layout import parse_day, short_date
from glowcycle.charts.page_limits import known_days
from glowcycle.sentences import percent
from period.charts.calendar_facts import FLOWS, PREGNANCY_TESTS, facts
from period.charts.calendar_stages import life_stages, other_bleeding
from period.domain.log.logged_day import BLEEDING

LoggedDays: TypeAlias = Mapping[date, Mapping[str, Any]]
Span: TypeAlias = tuple[date, date] | None

DOTS = (9, 16, 23)
"""The centre of the dot of the first symptom, of the second and the third."""

DEEPEST = 0.3
"""The probability from which on a day is as deep as any: text is readable on it."""

DEEPEST_OPACITY = 0.6
SMALLEST_SHARE = 0.005
"""A day that is less probable has no percentage of its own."""

DRAWN_TESTS = {"positive": "positive", "peak": "positive", "high": "high", "negative": "negative"}
"""The tests that are drawn, and as what. Low is the rule, and an invalid test says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLook:
    """The look of a day, and its text.

    kind      the flow that is logged; "logged" for another, "unreadable" for a stored day that
              cannot be read, "unknown" for a day that this page does not tell of, "" for none
    dots      the places of the dots of its symptoms
    share     the probability that the next period begins on it, as a text; `depth` is its opacity
    is_other  whether it is bleeding that counts as no period
    leads     to the record of the day, or to the form to log it; a day to come leads nowhere
    """

    label: str = ""
    kind: str = ""
    dots: Sequence[int] = ()
    test: str = ""
    pregnancy_test: str = ""
    share: str = ""
    depth: float = 0.0
    is_fertile: bool = False
    is_other: bool = False
    is_scheduled: bool = False
    is_due: bool = False
    in_stage: bool = False
    is_today: bool = False
    leads: Literal["", "record", "form"] = ""

    @property
    def is_told(self) -> bool:
        """Whether there is something on this day."""
        return bool(
            self.label
            and (self.kind or self.share or self.is_fertile or self.is_scheduled or self.is_due)
        )


class CalendarDays:
    """The days of an answer: those that are logged, and those of its forecast, if it has one."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        forecast = answer.get("forecast") or {}
        next_period, pregnancy = forecast.get("nextPeriod"), forecast.get("pregnancy")
        self.today = parse_day(answer["asOf"])
        self.logged: LoggedDays = {parse_day(day["date"]): day for day in answer["results"]}
        self.shares = {
            parse_day(day["date"]): day["probability"]
            for day in (next_period["distribution"] if next_period else ())
            if day["probability"] >= SMALLEST_SHARE
        }
        self.unreadable = {parse_day(each["id"]) for each in answer.get("unreadable", ())}
        self._known = known_days(answer=answer, days={*self.logged, *self.unreadable})
        self._fertile = _span(forecast.get("fertileDays"))
        self.scheduled = _span(forecast.get("scheduledBleed"))
        self.due = parse_day(pregnancy["dueDate"]) if pregnancy else None
        self.stages = life_stages(answer=answer)
        self._other = other_bleeding(forecast=forecast, logged=self.logged)

    def look(self, day: date) -> DayLook:
        """Return the look of the day."""
        in_stage = any(stage.covers(day) for stage in self.stages)
        return replace(
            self._look(day), is_today=day == self.today, is_due=day == self.due, in_stage=in_stage
        )

    def _look(self, day: date) -> DayLook:
        if day in self.logged:
            look = _logged(
                day,
                self.logged[day],
                is_fertile=_is_within(self._fertile, day),
                is_other=day in self._other,
            )
        elif day in self.unreadable:
            text = say("{day}: cannot be read", day=short_date(day=day))
            look = DayLook(label=text, kind="unreadable", leads="record")
        elif day <= self.today and not self._known[0] <= day <= self._known[1]:
            return DayLook(kind="unknown")
        elif day in self.shares:
            look = _probable(day, self.shares[day], is_fertile=_is_within(self._fertile, day))
        elif expected := self._expected(day):
            look = expected
        elif day <= self.today:
            look = DayLook(label=say("{day}: nothing logged", day=short_date(day=day)))
        else:
            return DayLook()
        leads = look.leads or ("form" if day <= self.today else "")
        return replace(look, leads=leads)

    def _expected(self, day: date) -> DayLook | None:
        """Return the look of a day of which the forecast tells, but for the next period."""
        text = short_date(day=day)
        if _is_within(self._fertile, day):
            return DayLook(label=say("{day}: fertile day, estimated", day=text), is_fertile=True)
        if _is_within(self.scheduled, day):
            return DayLook(label=say("{day}: scheduled bleed", day=text), is_scheduled=True)
        return DayLook(label=say("{day}: due date", day=text)) if day == self.due else None


def _span(value: Mapping[str, Any] | None) -> Span:
    return (parse_day(value["first"]), parse_day(value["last"])) if value else None


def _is_within(span: Span, day: date) -> bool:
    return span is not None and span[0] <= day <= span[1]


def _logged(day: date, log: Mapping[str, Any], *, is_fertile: bool, is_other: bool) -> DayLook:
    flow, test, pregnancy_test = log["flow"], log["ovulationTest"], log.get("pregnancyTest")
    told = [*facts(log=log)]
    # A test or a symptom does not contradict the estimate, as bleeding does.
    is_fertile = is_fertile and flow not in BLEEDING
    if is_fertile:
        told.append(say("fertile day, estimated"))
    if is_other:
        told.append(say("not counted as a period"))
    return DayLook(
        label=f"{short_date(day=day, year=True)}: {', '.join(told)}.",
        kind=flow if flow in FLOWS and flow else "logged",
        dots=DOTS[: len(log["symptoms"])],
        test=DRAWN_TESTS.get(test, ""),
        pregnancy_test=pregnancy_test if pregnancy_test in PREGNANCY_TESTS else "",
        is_fertile=is_fertile,
        is_other=is_other,
        leads="record",
    )


def _probable(day: date, probability: float, *, is_fertile: bool) -> DayLook:
    share = percent(probability)
    return DayLook(
        label=say("{day}: {share}", day=short_date(day=day), share=share),
        share=share,
        depth=round(DEEPEST_OPACITY * min(probability / DEEPEST, 1), 3),
        is_fertile=is_fertile,
    )
