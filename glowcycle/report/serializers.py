"""What is asked for: the query and the body of a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, TypeAlias, TypedDict, get_args

from django.conf import settings
from rest_framework import serializers

from glowcycle.api import fields, number_fields
from glowcycle.api.pagination import FIRST, LAST, DatesQuery
from glowcycle.api.today import today
from glowcycle.person.profile.serializers import FIRST_YEAR, YearField
from glowcycle.report.domain.facts import Typed
from period.serializers import ForecastQuery

MAX_DAYS: Final = 3_653
"""Ten years."""
YEAR: Final = 365
"""The days of a report for which no dates are asked."""

Format: TypeAlias = Literal["json", "pdf", "fhir"]
Paper: TypeAlias = Literal["a4", "letter"]

FORMATS: Final = get_args(Format)
PAPERS: Final = get_args(Paper)
LANGUAGES: Final = tuple(dict(settings.LANGUAGES))
NAME_LENGTH: Final = 100
QUESTION_LENGTH: Final = 500
MENARCHE_AGES: Final = (5, 25)

NOTHING_TYPED: Final = Typed()

_ONE_DAY: Final = timedelta(days=1)


class Days(TypedDict):
    """The first and the last day of a report, and her today."""

    first: date
    last: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The report that is asked for. `language` is None for that of Accept-Language."""

    first: date
    last: date
    today: date
    format: Format
    language: str | None = None
    paper: Paper = "a4"
    typed: Typed = NOTHING_TYPED


class ReportDates(DatesQuery):
    """The days of a report: at most ten years, up to today if nothing else is said."""

    default_error_messages = {
        "order": "Must not be later than `to` or today.",
        "length": "Must be one of the {most:,} days up to `to`, or up to today without it.",
    }

    def get_fields(self) -> dict[str, Any]:
        """Return the fields, with the default and the longest range among their help texts."""
        found = super().get_fields()
        found[
            "from"
        ].help_text = f"{FIRST} A report has at most {MAX_DAYS:,} days, and {YEAR} by default."
        found["to"].help_text = f"{LAST} The default is today."
        return found


class ReportQuery(ReportDates, ForecastQuery):
    """The query of a report. Addresses end up in logs, so they take nothing that she types."""

    format = fields.StrictChoiceField(choices=FORMATS, default=FORMATS[0])


class TodayQuery(ForecastQuery):
    """The query of a request for a report: the phone's own day."""


class ReportRequest(ReportDates):
    """The report that is asked for, and what she types for this one. Nothing of it is stored."""

    takes_null = True

    format = fields.StrictChoiceField(choices=FORMATS, default=FORMATS[0])
    language = fields.StrictChoiceField(
        choices=LANGUAGES, default=None, help_text="The default is that of `Accept-Language`."
    )
    paper = fields.StrictChoiceField(
        choices=PAPERS, default=PAPERS[0], help_text="The size of the pages of a PDF."
    )
    name = fields.StrictCharField(
        default="",
        allow_blank=True,
        max_length=NAME_LENGTH,
        help_text="Her name, as it shall stand on the report.",
    )
    birthYear = YearField(
        source="birth_year",
        default=None,
        min_value=FIRST_YEAR,
        help_text="It counts more than the one of her profile, which the report never shows.",
    )
    menarcheAge = number_fields.StrictIntegerField(
        source="menarche_age",
        default=None,
        min_value=MENARCHE_AGES[0],
        max_value=MENARCHE_AGES[1],
        help_text="Her age at her first period.",
    )
    question = fields.StrictCharField(
        default="",
        allow_blank=True,
        max_length=QUESTION_LENGTH,
        help_text="What she wants to ask.",
    )


def asked_in_query(query: Mapping[str, str]) -> Asked:
    """Return what a query asks for. Raise ValidationError."""
    values = ReportQuery.read(query)
    return Asked(**_dates(values, values["today"]), format=values["format"])


def asked_in_body(body: Any, query: Mapping[str, str]) -> Asked:
    """Return what a body asks for, on the day of the query. Raise ValidationError."""
    values = ReportRequest.read(body)
    return Asked(
        **_dates(values, TodayQuery.read(query)["today"]),
        format=values["format"],
        language=values["language"],
        paper=values["paper"],
        typed=Typed(
            name=values["name"] or None,
            birth_year=values["birth_year"],
            menarche_age=values["menarche_age"],
            question=values["question"] or None,
        ),
    )


def _dates(values: Mapping[str, Any], day: date | None) -> Days:
    """Return the days with their defaults. Raise ValidationError for a range that is wrong.

    Of a `to` in the future, only the days up to today count.
    """
    messages = ReportDates.default_error_messages
    day = day or today()
    last = min(values["last"] or day, day)
    first = values["first"] or last - (YEAR - 1) * _ONE_DAY
    if first > last:
        raise serializers.ValidationError({"from": messages["order"]})
    if first < last - (MAX_DAYS - 1) * _ONE_DAY:
        raise serializers.ValidationError({"from": messages["length"].format(most=MAX_DAYS)})
    return {"first": first, "last": last, "today": day}
