"""Which content each scope of a share may read: the list that guard and unsealing keep to.

A scope that shows a result reads what the result is made of, without an end in time, and its
section shows the days of the share. Every other scope reads its own content of these days alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType
from typing import Final, TypeAlias

from glowcycle.aws import request_context
from glowcycle.aws.share_limits import ShareLimits
from glowcycle.person.shares.grants import OpenGrant
from glowcycle.person.shares.scopes import Scope

# By the kind of record: the wire names of its content.
Reads: TypeAlias = Mapping[str, frozenset[str]]

PROFILE: Final = frozenset({"birthYear", "cycleLength", "periodLength", "lutealLength", "goal"})
STAGE: Final = frozenset(
    {"kind", "start", "end", "method", "pack", "dueDate", "basis", "outcome"}
    | {"birthDate", "breastfeeding", "hormones", "reason"}
)
# What decides the periods of a log, its cycles and what comes next.
CYCLE: Final = frozenset(
    {"flow", "startsPeriod", "ovulationTest", "cycleLength", "temperature", "mucus"}
    | {"pregnancyTest"}
)

FORECAST_READS: Final[Reads] = MappingProxyType({"period": CYCLE, "stage": STAGE, "me": PROFILE})
FINDING_READS: Final[Reads] = MappingProxyType(
    {
        "period": CYCLE | {"symptoms", "pain"},
        "stage": STAGE,
        # No tags: a finding that names one would tell her words.
        "journal": frozenset({"mood", "energy"}),
        "skin": frozenset(
            {"metrics", "source", "modelId", "promptVersion", "quality", "confidence"}
        ),
        "me": PROFILE | {"moods"},
    }
)
READS: Final[Mapping[Scope, Reads]] = MappingProxyType(
    {
        # A stage decides which bleeding is a period; it is never shown.
        "periodDates": {"period": frozenset({"flow", "startsPeriod"}), "stage": STAGE},
        "forecast": FORECAST_READS,
        "fertileDays": FORECAST_READS,
        "period": {
            "period": frozenset(
                {"flow", "symptoms", "pain", "temperature", "mucus", "ovulationTest"}
            )
        },
        "intimate": {"period": frozenset({"sex", "pregnancyTest", "medication", "note"})},
        "stages": {"stage": STAGE - {"pack", "basis"}},
        "journalMoods": {"journal": frozenset({"mood", "energy"})},
        "journalText": {"journal": frozenset({"text", "tags"})},
        "skinScores": {"skin": frozenset({"metrics", "source"})},
        "insights": FINDING_READS,
        "report": FINDING_READS,
    }
)
# What no scope ever reads: a cycle day that a phone sent, remarks of a model, and its silences.
NEVER_READ: Final[Reads] = MappingProxyType(
    {
        "journal": frozenset({"cycleDay"}),
        "skin": frozenset({"cycleDay", "observations", "missing"}),
    }
)
PERSON_ITEMS: Final[Mapping[Scope, frozenset[str]]] = MappingProxyType(
    {
        "forecast": frozenset({"profile"}),
        "fertileDays": frozenset({"profile"}),
        "insights": frozenset({"profile", "moods"}),
        "report": frozenset({"profile", "moods"}),
    }
)
COMPUTED: Final[frozenset[Scope]] = frozenset(
    {"periodDates", "forecast", "fertileDays", "insights", "report"}
)


def limits_of(scope: Scope, grant: OpenGrant) -> ShareLimits:
    """Return what one scope of the share may read."""
    return _limits(grant, [scope])


def admit(grant: OpenGrant) -> None:
    """Let the request of the share read what all of its scopes may read."""
    limits = _limits(grant, grant.scope)
    request_context.set_share(grant.user_id, limits)  # noqa: TID251  a grant that was read


@contextmanager
def reading(scope: Scope, grant: OpenGrant) -> Iterator[None]:
    """Let the block read what that scope may read, so that no other scope leaks into it."""
    with request_context.narrowed(limits_of(scope, grant)):
        yield


def _limits(grant: OpenGrant, scopes: Sequence[Scope]) -> ShareLimits:
    reads: dict[str, frozenset[str]] = {}
    for scope in scopes:
        for kind, names in READS[scope].items():
            reads[kind] = reads.get(kind, frozenset()) | names
    is_computed = not COMPUTED.isdisjoint(scopes)
    first: date | None = None if is_computed else grant.first
    last: date | None = None if is_computed else grant.last
    items = frozenset[str]().union(*(PERSON_ITEMS.get(scope, ()) for scope in scopes))
    return ShareLimits(
        share_id=grant.share_id, reads=reads, person_items=items, first=first, last=last
    )
