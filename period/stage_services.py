"""The services of her life stages. A list or an answer reads all of them at once."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, get_args

from glowcycle.aws.dynamodb import store_errors
from glowcycle.errors import Conflict, InvalidFields
from glowcycle.sentences import sentence
from glowcycle.storage import records, restoring, writes
from glowcycle.storage.date_queries import MAX_READ, PageRequest, RecordPage, split
from glowcycle.storage.writes import Write
from period.domain.log.life_stages import DueDateBasis, LifeStage, Pack
from period.domain.log.stage_rules import RULES, find_conflict, find_faults
from period.models import StageLog

MAX_STAGES: Final = 200
# With the tombstones of half a year. A read has room for those that arrive at once beyond it.
MAX_STORED: Final = 800

PLACE: Final = "place"
DAYS: Final = frozenset({"start", "end", "due_date", "birth_date"})


class StagesOverlap(Conflict):
    """The stage would share days with another, `stageId`, which makes no sense."""

    code = "stages_overlap"

    def __init__(self, *, stage_id: str) -> None:
        super().__init__(
            sentence(
                "Another of your life stages has some of these days, and the two cannot go "
                "together: end that one, or change the days of this one."
            )
        )
        self.extra = {"stageId": stage_id}


class TooManyStages(Conflict):
    """She has as many stages as one person may have."""

    code = "too_many_stages"

    def __init__(self) -> None:
        super().__init__(
            sentence(
                "You have {count} life stages, as many as there may be: delete one that you no "
                "longer need.",
                count=MAX_STAGES,
            )
        )


def create_stage(*, write: Write) -> StageLog:
    """Store a new stage, or find the one that this request stored before.

    Every rule for a new stage belongs here: sync calls this as well. Raise IdTaken, StagesOverlap,
    TooManyStages.
    """
    return writes.create(StageLog, write, check=check_stage)


def get_stage(*, user_id: str, stage_id: str) -> StageLog:
    """Return her stage. Raise NotFound."""
    return records.get(StageLog, user_id=user_id, key=stage_id)


def change_stage(*, write: Write) -> StageLog:
    """Set the given attributes of her stage and keep the others.

    What the change leaves has to follow the rules of its kind. Every rule for a changed stage
    belongs here: sync calls this as well. Raise NotFound, Stale, KeyReused, InvalidFields,
    StagesOverlap.
    """
    return writes.update(StageLog, write, check=check_stage)


def delete_stage(*, write: Write) -> StageLog:
    """Delete her stage, and return its tombstone. Raise NotFound, Stale, KeyReused."""
    return writes.delete(StageLog, write)


def restore_stage(*, record: StageLog, before: Callable[[StageLog], None] | None = None) -> bool:
    """Store a stage of an export, whatever it overlaps; return whether it is stored now.

    Raise Unavailable.
    """
    return restoring.restore(record, before=before)


def list_stages(*, user_id: str, page_request: PageRequest) -> RecordPage[StageLog]:
    """Return that page of the stages that hold on any of its days, the last start first.

    A position counts the stages before it: one with a date would show it in the address. The
    remains of those that are unreadable come last. Raise Unavailable.
    """
    whole, remains = _live(user_id)
    first, last = page_request.first or date.min, page_request.last or date.max
    found = [stage for stage in whole if stage_of(stage).touches(first, last)] + remains
    start = int(page_request.position[PLACE]) if page_request.position else 0
    if page_request.direction == "newer":
        start = max(0, start - page_request.limit)
    end = start + page_request.limit
    readable, unreadable = split(found[start:end])
    return RecordPage(
        readable,
        older={PLACE: str(end)} if end < len(found) else None,
        newer={PLACE: str(start)} if start else None,
        unreadable=unreadable,
    )


def read_stages(*, user_id: str) -> list[LifeStage]:
    """Return her stages that can be read, the one that began last first. Raise Unavailable.

    A stage of a kind that only a later version of the service knows is in lists alone.
    """
    stages, _ = read_stages_and_unreadable(user_id=user_id)
    return stages


def read_stages_and_unreadable(*, user_id: str) -> tuple[list[LifeStage], list[StageLog]]:
    """Return what `read_stages` does, and the remains of her others. Raise Unavailable."""
    whole, unreadable = _live(user_id)
    return [stage_of(stage) for stage in whole if stage.stage_kind in RULES], unreadable


def find_faults_of(content: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with the content of a stage (by Python name), by the wire's names."""
    if content["stage_kind"] not in RULES:
        return {"kind": "Only a later version of the service knows it."}
    faults = find_faults(as_stage("", content))
    return {StageLog.attribute(name).attr_name: text for name, text in faults.items()}


def as_stage(stage_id: str, content: Mapping[str, Any]) -> LifeStage:
    """Return the life stage with that content, which a request or a record has by Python name."""
    values = {name: value for name, value in content.items() if value is not None}
    kind, pack = values.pop("stage_kind"), values.pop("pack", None)
    for name in DAYS & values.keys():
        values[name] = date.fromisoformat(values[name])
    if values.get("basis") not in get_args(DueDateBasis):
        values.pop("basis", None)  # of a later version
    if pack is not None:
        begins = date.fromisoformat(pack["begins"])
        values["pack"] = Pack(int(pack["active"]), int(pack["pause"]), begins)
    return LifeStage(id=stage_id, kind=kind, **values)


def stage_of(record: StageLog) -> LifeStage:
    """Return the life stage that a record holds, which can be read."""
    return as_stage(record.stage_id, _content(record))


def _content(record: StageLog) -> dict[str, Any]:
    return {name: getattr(record, name) for name in StageLog.CONTENT}


def _live(user_id: str) -> tuple[list[StageLog], list[StageLog]]:
    """Return her stages, the last start first, and the remains of those that are unreadable."""
    whole, unreadable = split(
        [stage for stage in read_stored(user_id=user_id) if not stage.is_gone]
    )
    whole.sort(key=lambda stage: (stage.start, stage.created_at), reverse=True)
    return whole, unreadable


def read_stored(*, user_id: str) -> list[StageLog]:
    """Return all that the store holds of her stages, tombstones included: one query.

    Raise Unavailable.
    """
    with store_errors():
        return list(StageLog.query(user_id, consistent_read=True, limit=MAX_READ))


def check_stage(record: StageLog) -> None:
    """Refuse a state that breaks a rule. Raise InvalidFields, StagesOverlap, TooManyStages."""
    if faults := find_faults_of(_content(record)):
        raise InvalidFields({name: [text] for name, text in faults.items()})
    stored = read_stored(user_id=record.user_id)
    own = next((each for each in stored if each.key == record.key), None)
    if own is not None and record.version == 1:
        return  # the id is taken: the store recognises a repeated create, or refuses another
    live = [each for each in stored if not (each.is_gone or each.is_unreadable or each is own)]
    if (own is None or own.is_gone) and (len(live) >= MAX_STAGES or len(stored) >= MAX_STORED):
        raise TooManyStages
    before = None if own is None or own.is_gone or own.is_unreadable else stage_of(own)
    others = [stage_of(each) for each in live if each.stage_kind in RULES]
    conflict = find_conflict(stage=stage_of(record), before=before, others=others)
    if conflict is not None:
        raise StagesOverlap(stage_id=conflict.id)
