"""The pages of life stages."""

from collections.abc import Mapping

from glowcycle.web.humanize import Path, count_days, label
from glowcycle.web.page_config import FormConfig, PageConfig, TableConfig
from period.stage_serializers import StageQuery, StageSerializer

STAGE = FormConfig(
    serializer=StageSerializer,
    button="Save stage",
    labels={
        "kind": "Stage of life",
        "start": "First day",
        "end": "Last day",
        "pack.active": "Days with hormones in a pack",
        "pack.pause": "Days without",
        "pack.begins": "First day of one of your packs",
        "basis": "What tells the due date",
        "birthDate": "Day of the birth",
    },
    hints={
        "kind": "It says which of the groups below you need: leave the others as they are.",
        "start": "From 1900 to tomorrow.",
        "end": "Leave it empty while it goes on.",
        "method": "",
        "pack.active": "Only for a pill, a ring or a patch.",
        "pack.pause": "0 if you take them without a break.",
        "pack.begins": "",
        "dueDate": "If you know it.",
        "basis": "",
        "outcome": "Only once it has ended.",
        "birthDate": "",
        "breastfeeding": "",
        "hormones": "Those that you take now, and whether they change in the course of a month.",
        "reason": "Irregular: pcos, thyroid or adolescence. No periods: hysterectomy, ablation or "
        "testosterone. Exclusion, a time that should teach nothing of your cycles: one of the next "
        "six. Other goes with each of them.",
    },
    groups={
        "Contraception": ("method", "pack"),
        "Pregnancy": ("dueDate", "basis", "outcome"),
        "After a birth (postpartum)": ("birthDate", "breastfeeding"),
        "Menopause": ("hormones",),
        "Irregular, no periods or exclusion": ("reason",),
    },
)

SUMMARY: Mapping[str, Path] = {
    "Stage of life": ("kind", label),
    "First day": "start",
    "Last day": "end",
    "Method": ("method", label),
    "Days with hormones in a pack": ("pack.active", count_days),
    "Days without": ("pack.pause", count_days),
    "First day of a pack": "pack.begins",
    "Due date": "dueDate",
    "What tells it": ("basis", label),
    "Outcome": ("outcome", label),
    "Day of the birth": "birthDate",
    "Breastfeeding": ("breastfeeding", label),
    "Hormones": ("hormones", label),
    "Reason": ("reason", label),
}

STAGE_PAGES = {
    "period-stages": PageConfig(
        title="New stage",
        form=STAGE,
        parent="period-stages-of-person",
        summary=SUMMARY,
    ),
    "period-stage": PageConfig(
        title="Stage of life",
        form=STAGE,
        parent="period-stages-of-person",
        summary=SUMMARY,
    ),
    "period-stages-of-person": PageConfig(
        title="Stages of life",
        menu_label="Stages",
        description="Times in which your cycles differ, or there are none: contraception, a "
        "pregnancy, menopause and others.",
        form_routes=("period-stages",),
        table=TableConfig(
            columns={
                "Stage of life": ("kind", label),
                "First day": "start",
                "Last day": "end",
                "Method": ("method", label),
                "Due date": "dueDate",
                "Reason": ("reason", label),
            },
            empty="No stage is logged. Without one, your cycles are taken for those of your own.",
            record_path="period/stages/{stageId}",
            kind="stage",
        ),
        query=StageQuery,
    ),
}
