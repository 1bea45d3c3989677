"""The look of a day in the calendar: what is logged, else what is predicted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeAlias

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import parse_day, short_date
from glowcycle.charts.page_limits import known_days
from glowcycle.sentences import percent, sentence
from period.domain.logged_day import BLEEDING

LoggedDays: TypeAlias = Mapping[date, Mapping[str, Any]]

# The label of a day names this many symptoms, so that the picture fits into an answer of Lambda.
MAX_SYMPTOMS = 20
DOTS = (9, 16, 23)
"""The centre of the dot of the first symptom, of the second and the third."""

DEEPEST = 0.3
"""The probability from which on a day is as deep as any: text is readable on it."""

DEEPEST_OPACITY = 0.6
SMALLEST_SHARE = 0.005
"""A day that is less probable has no percentage of its own."""

FLOW_FACTS = {
    "veryHeavy": sentence("flow very heavy"),
    "heavy": sentence("flow heavy"),
    "medium": sentence("flow medium"),
    "light": sentence("flow light"),
    "spotting": sentence("flow spotting"),
    "none": sentence("flow none"),
    "unspecified": sentence("bleeding"),
    None: sentence("nothing said of bleeding"),
}
# A flow is drawn as itself, unless it has no drawing of its own.
DRAWN_AS = {"veryHeavy": "heavy", "unspecified": "logged", None: "logged"}
TEST_FACTS = {
    "positive": sentence("ovulation test positive"),
    "negative": sentence("ovulation test negative"),
    "low": sentence("ovulation test low"),
    "high": sentence("ovulation test high"),
    "peak": sentence("ovulation test at its peak"),
    "invalid": sentence("ovulation test not valid"),
}
DRAWN_TESTS = {"positive": "positive", "peak": "positive", "negative": "negative"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLook:
    """The look of a day, and its text.

    kind    the flow that is logged; "logged" for another, "unreadable" for a stored day that
            cannot be read, "unknown" for a day that this page does not tell of, "" for none
    dots    the places of the dots of its symptoms
    share   the probability that the next period begins on it, as a text; `depth` is its opacity
    leads   to the record of the day, or to the form to log it; a day to come leads nowhere
    """

    label: str = ""
    kind: str = ""
    dots: Sequence[int] = ()
    test: str = ""
    share: str = ""
    depth: float = 0.0
    is_fertile: bool = False
    is_today: bool = False
    leads: Literal["", "record", "form"] = ""

    @property
    def is_told(self) -> bool:
        """Whether there is something on this day."""
        return bool(self.label and (self.kind or self.share or self.is_fertile))


class CalendarDays:
    """The days of an answer: those that are logged, and those of its forecast, if it has one."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        forecast = answer.get("forecast") or {}
        next_period, fertile = forecast.get("nextPeriod"), forecast.get("fertileDays")
        self.today = parse_day(answer["asOf"])
        self.logged: LoggedDays = {parse_day(day["date"]): day for day in answer["results"]}
        self.shares = {
            parse_day(day["date"]): day["probability"]
            for day in (next_period["distribution"] if next_period else ())
            if day["probability"] >= SMALLEST_SHARE
        }
        self.unreadable = {parse_day(each["id"]) for each in answer.get("unreadable", ())}
        self._known = known_days(answer=answer, days={*self.logged, *self.unreadable})
        self._fertile = (
            (parse_day(fertile["first"]), parse_day(fertile["last"])) if fertile else None
        )

    def look(self, day: date) -> DayLook:
        """Return the look of the day."""
        if day in self.logged:
            look = _logged(day, self.logged[day], is_fertile=self._is_fertile(day))
        elif day in self.unreadable:
            text = say("{day}: cannot be read", day=short_date(day=day))
            look = DayLook(label=text, kind="unreadable", leads="record")
        elif day <= self.today and not self._known[0] <= day <= self._known[1]:
            return DayLook(kind="unknown", is_today=day == self.today)
        elif day in self.shares:
            look = _expected(day, self.shares[day], is_fertile=self._is_fertile(day))
        elif self._is_fertile(day):
            text = say("{day}: fertile day, estimated", day=short_date(day=day))
            look = DayLook(label=text, is_fertile=True)
        elif day <= self.today:
            look = DayLook(label=say("{day}: nothing logged", day=short_date(day=day)))
        else:
            return DayLook()
        leads = look.leads or ("form" if day <= self.today else "")
        return replace(look, leads=leads, is_today=day == self.today)

    def _is_fertile(self, day: date) -> bool:
        return self._fertile is not None and self._fertile[0] <= day <= self._fertile[1]


def _logged(day: date, log: Mapping[str, Any], *, is_fertile: bool) -> DayLook:
    # A later version of the service may have stored values that this one does not know.
    flow, test = log["flow"], log["ovulationTest"]
    symptoms, more = log["symptoms"][:MAX_SYMPTOMS], len(log["symptoms"]) - MAX_SYMPTOMS
    facts = [translated(FLOW_FACTS[flow]) if flow in FLOW_FACTS else flow, *symptoms]
    if more > 0:
        facts.append(say_counted("{count} more symptom", "{count} more symptoms", count=more))
    if test:
        facts.append(translated(TEST_FACTS[test]) if test in TEST_FACTS else test)
    # A test or a symptom does not contradict the estimate, as bleeding does.
    is_fertile = is_fertile and flow not in BLEEDING
    if is_fertile:
        facts.append(say("fertile day, estimated"))
    return DayLook(
        label=f"{short_date(day=day, year=True)}: {', '.join(facts)}.",
        kind=DRAWN_AS.get(flow, flow) if flow in FLOW_FACTS else "logged",
        dots=DOTS[: len(log["symptoms"])],
        test=DRAWN_TESTS.get(test, ""),
        is_fertile=is_fertile,
        leads="record",
    )


def _expected(day: date, probability: float, *, is_fertile: bool) -> DayLook:
    share = percent(probability)
    return DayLook(
        label=say("{day}: {share}", day=short_date(day=day), share=share),
        share=share,
        depth=round(DEEPEST_OPACITY * min(probability / DEEPEST, 1), 3),
        is_fertile=is_fertile,
    )
