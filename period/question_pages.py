"""What the forecast asks her on a page, with a link to the form that gives each answer."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import urlencode

from django.urls import reverse

from glowcycle.web.page_config import AnswerLink, Question

Asked: TypeAlias = Mapping[str, Any]
Forecast: TypeAlias = Mapping[str, Any]
Address: TypeAlias = Callable[[Asked, Forecast], str]


def questions(forecast: Forecast) -> Iterator[Question]:
    """Yield each question with its answers."""
    for asked in forecast["questions"]:
        answers = [
            AnswerLink(answer["text"], answer["changes"], _address(asked, answer["code"], forecast))
            for answer in asked["answers"]
        ]
        yield Question(asked["text"], answers)


def _address(asked: Asked, answer: str, forecast: Forecast) -> str:
    """Return the address of the form that gives the answer, "" if nothing is to be sent."""
    code = asked["code"]
    address_of = FORMS.get((code, answer)) or FORMS.get(("", answer))
    return address_of(asked, forecast) if address_of else ""


def _recorded_day(asked: Asked, _: Forecast) -> str:
    return reverse("period-day", args=[asked["date"]])


def _any_day(_: Asked, __: Forecast) -> str:
    return reverse("period")


def _dry_day(asked: Asked, _: Forecast) -> str:
    return _form("period", date=asked["date"], flow="none")


def _dry_today(_: Asked, forecast: Forecast) -> str:
    return _form("period", date=forecast["asOf"], flow="none")


def _stage_of_today(_: Asked, forecast: Forecast) -> str:
    return reverse("period-stage", args=[forecast["lifeStage"]["stageId"]])


def _new_stage(**members: str) -> Address:
    return lambda asked, _: _form("period-stages", **members, start=asked["date"])


def _birth(asked: Asked, _: Forecast) -> str:
    born = asked["date"]
    return _form("period-stages", kind="postpartum", start=born, birthDate=born)


def _form(route: str, **members: str) -> str:
    """Return the address of a form for a new record, with these members filled in."""
    return f"{reverse(route)}?{urlencode(members)}"


_PREGNANCY = _new_stage(kind="pregnancy", basis="lastPeriod")

FORMS: Mapping[tuple[str, str], Address] = {
    ("was_it_period", "yes"): _recorded_day,
    ("was_it_period", "no"): _recorded_day,
    ("did_period_come", "pregnant"): _PREGNANCY,
    ("pregnant", "yes"): _PREGNANCY,
    ("pregnant", "no"): _recorded_day,
    ("did_period_come", "not_yet"): _dry_today,
    ("born", "yes"): _stage_of_today,
    ("born", "ended"): _stage_of_today,
    ("postpartum", "yes"): _birth,
    ("", "not_logged"): _any_day,
    ("", "none_came"): _dry_day,
    ("", "other_reason"): _new_stage(),
}
"""The form by the codes of question and answer; with "" for any question."""
