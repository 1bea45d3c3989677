"""The period log, and what it tells, as pages."""

from glowcycle.api.pagination import PageQuery
from glowcycle.web.page_config import FormConfig, ImageConfig, PageConfig, TableConfig
from period.serializers import CyclesQuery, DaySerializer, ForecastQuery

DAY = FormConfig(serializer=DaySerializer, button="Log it", create_only=frozenset({"date"}))

PAGES = {
    "period": PageConfig(title="New day", form=DAY, parent="period-of-person"),
    "period-day": PageConfig(title="Day of the period log", form=DAY, parent="period-of-person"),
    "period-of-person": PageConfig(
        title="Period log",
        menu_label="Period",
        description="The days that are logged, and those on which the next period may begin.",
        form_routes=("period",),
        images=(ImageConfig(title="Calendar", route="period-of-person"),),
        table=TableConfig(
            columns={
                "Date": "date",
                "Flow": "flow",
                "Symptoms": "symptoms",
                "Ovulation test": "ovulationTest",
            },
            record_path="period/{date}",
            has_csv=True,
        ),
        query=PageQuery,
    ),
    "period-cycles": PageConfig(
        title="Cycles",
        menu_label="Cycles",
        description="From one period to the next, beside the usual range of lengths.",
        images=(ImageConfig(title="Cycles, newest first", route="period-cycles"),),
        table=TableConfig(
            columns={
                "First day": "start",
                "Length": "length",
                "Bleeding days": "period.bleedingDays",
                "Remarks": "flags",
            },
            record_path="period/{start}",
        ),
        query=CyclesQuery,
    ),
    "period-predictions": PageConfig(
        title="Predictions",
        menu_label="Predictions",
        description="When the next period may begin, how probable each day is, and why.",
        images=(ImageConfig(title="The days to come", route="period-predictions"),),
        summary={
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
        table=TableConfig(
            columns={"The next period begins": "date", "Probability": "probability"},
            rows="nextPeriod.distribution",
        ),
        query=ForecastQuery,
    ),
}
