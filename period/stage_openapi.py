"""Documents the addresses of life stages."""

from typing import get_args

from drf_spectacular.utils import OpenApiExample

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import give_examples
from glowcycle.openapi.problems import document_error
from glowcycle.openapi.records import RecordOperations
from period.domain.log import life_stages
from period.stage_serializers import PackSerializer, StageQuery, StageSerializer
from period.stage_services import StagesOverlap, TooManyStages

STAGES = RecordOperations(
    component="LifeStage",
    name="stage",
    plural="stages",
    serializer=StageSerializer,
    query=StageQuery,
    has_picture=False,
    answer={
        "userId": "6f2c9a0e-3a56-4a5b-8a3b-2f6f1f1b9d10",
        "createdAt": "2026-03-01T20:31:07.104233Z",
        "updatedAt": "2026-03-01T20:31:07.104233Z",
        "version": 1,
        "etag": "q7Jk2Vn0XbA4tLw9YsE3fg",
        "origin": None,
        "stageId": "0c8a1f6e-52b7-4d0b-9a3e-6f1d2b7c9e44",
        "kind": "contraception",
        "start": "2026-02-09",
        "end": None,
        "method": "combinedPill",
        "pack": {"active": 21, "pause": 7, "begins": "2026-02-09"},
        "dueDate": None,
        "basis": None,
        "outcome": None,
        "birthDate": None,
        "breastfeeding": None,
        "hormones": None,
        "reason": None,
    },
    change={"end": "2026-03-01"},
)
EXAMPLES = [
    OpenApiExample(name, {**body, "start": "2024-01-10", "end": "2024-10-12"}, request_only=True)
    for name, body in {
        "A pregnancy": {"kind": "pregnancy", "dueDate": "2024-10-16", "outcome": "birth"},
        "After a birth": {"kind": "postpartum", "birthDate": "2024-01-10"},
        "Irregular cycles": {"kind": "irregular", "reason": "pcos"},
        "A month that should teach nothing": {"kind": "exclusion", "reason": "illness"},
    }.items()
]

give_examples(stage_id=STAGES.answer["stageId"])
name_components(LifeStage=StageSerializer, ContraceptivePack=PackSerializer)
name_enums(
    LifeStageKind=get_args(life_stages.StageKind),
    ContraceptiveMethod=get_args(life_stages.Method),
    DueDateBasis=get_args(life_stages.DueDateBasis),
    PregnancyOutcome=get_args(life_stages.Outcome),
    BreastfeedingKind=get_args(life_stages.Breastfeeding),
    MenopauseHormones=get_args(life_stages.Hormones),
    LifeStageReason=get_args(life_stages.Reason),
)
document_error(StagesOverlap(stage_id="9d5f0c3b-7a1e-4f28-8f6c-1b2e3d4c5a60"))
document_error(TooManyStages())

document_view("period.stage_views.StageViewSet", tag="period", **STAGES.actions(*EXAMPLES))
