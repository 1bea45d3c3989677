"""The period log, and what it tells, as pages."""

from glowcycle.api.pagination import PageQuery
from glowcycle.web.page_config import Form, Listing, Page, Picture
from period.serializers import CyclesQuery, DaySerializer, ForecastQuery

DAY = Form(body=DaySerializer, button="Log it", unchanging=frozenset({"date"}))

PAGES = {
    "period": Page(title="New day", form=DAY, back="period-of-person"),
    "period-day": Page(title="Day of the period log", form=DAY, back="period-of-person"),
    "period-of-person": Page(
        title="Period log",
        menu="Period",
        about="The days that are logged, and those on which the next period may begin.",
        forms=("period",),
        pictures=(Picture(title="Calendar", route="period-of-person"),),
        listing=Listing(
            columns={
                "Date": "date",
                "Flow": "flow",
                "Symptoms": "symptoms",
                "Ovulation test": "ovulationTest",
            },
            record="period/{date}",
            has_file=True,
        ),
        query=PageQuery,
    ),
    "period-cycles": Page(
        title="Cycles",
        menu="Cycles",
        about="From one period to the next, beside the usual range of lengths.",
        pictures=(Picture(title="Cycles, newest first", route="period-cycles"),),
        listing=Listing(
            columns={
                "First day": "start",
                "Length": "length",
                "Bleeding days": "period.bleedingDays",
                "Remarks": "flags",
            },
            record="period/{start}",
        ),
        query=CyclesQuery,
    ),
    "period-predictions": Page(
        title="Predictions",
        menu="Predictions",
        about="When the next period may begin, how probable each day is, and why.",
        pictures=(Picture(title="The days to come", route="period-predictions"),),
        facts={
            "Next period": "nextPeriod.date",
            "Earliest": "nextPeriod.earliest",
            "Latest": "nextPeriod.latest",
            "Confidence": "nextPeriod.confidence",
            "Why none": "nextPeriodReason.text",
            "Late": "late",
            "Day of the cycle": "currentCycle.day",
            "Phase": "currentCycle.phase.name",
            "Question": "currentCycle.question",
            "Ovulation": "ovulation.date",
            "Fertile days": "fertileDays",
            "After that": "followingPeriods",
            "Based on": "basedOn.text",
        },
        listing=Listing(
            columns={"The next period begins": "date", "Probability": "probability"},
            rows="nextPeriod.distribution",
        ),
        query=ForecastQuery,
    ),
}
