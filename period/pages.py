"""The pages of the period log, the cycles and the predictions."""

from glowcycle.api.pagination import PageQuery
from glowcycle.web.page_config import FormConfig, ImageConfig, PageConfig, TableConfig
from period.serializers import CyclesQuery, DaySerializer, ForecastQuery

DAY = FormConfig(serializer=DaySerializer, button="Save day", create_only=frozenset({"date"}))

PAGES = {
    "period": PageConfig(title="New day", form=DAY, parent="period-of-person"),
    "period-day": PageConfig(title="Day of your period log", form=DAY, parent="period-of-person"),
    "period-of-person": PageConfig(
        title="Period log",
        menu_label="Period",
        description="The days you logged, and the days on which your next period may begin.",
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
        description="The length of each of your cycles, beside your usual range.",
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
        description="When your next period may begin, how likely each day is, and why.",
        images=(ImageConfig(title="Forecast", route="period-predictions"),),
        summary={
            "Next period": "nextPeriod.date",
            "Earliest": "nextPeriod.earliest",
            "Latest": "nextPeriod.latest",
            "Confidence": "nextPeriod.confidence",
            "Why there is no forecast": "nextPeriodReason.text",
            "Late": "late",
            "Day of the cycle": "currentCycle.day",
            "Phase": "currentCycle.phase.name",
            "Question": "currentCycle.question",
            "Ovulation": "ovulation.date",
            "Fertile days": "fertileDays",
            "Later periods": "followingPeriods",
            "Based on": "basedOn.text",
        },
        table=TableConfig(
            columns={"Your next period may begin on": "date", "Probability": "probability"},
            rows="nextPeriod.distribution",
        ),
        query=ForecastQuery,
    ),
}
