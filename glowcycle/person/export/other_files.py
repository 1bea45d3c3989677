"""The files of an export besides records and photos: her choices, and what is noted about her."""

from typing import Any, Final

from glowcycle.person import quota
from glowcycle.person.access_log import services as access_log
from glowcycle.person.access_log.serializers import AccessSerializer
from glowcycle.person.consents import services as consents
from glowcycle.person.consents.serializers import ConsentSerializer, GivingSerializer
from glowcycle.person.restriction import serializers as restriction_json
from glowcycle.person.restriction import services as restriction
from glowcycle.person.retention import serializers as retention_json
from glowcycle.person.retention import services as retention
from glowcycle.storage import write_budget

ACCESS_LOG: Final = "access-log.json"
CONSENTS: Final = "consents.json"
CONSENT_HISTORY: Final = "consent-history.json"
DAILY_COUNTS: Final = "daily-counts.json"
RESTRICTION: Final = "restriction.json"
RETENTION: Final = "retention.json"
# An import knows these names and leaves the files aside: only she can consent and choose.
NAMES: Final = frozenset(
    {ACCESS_LOG, CONSENTS, CONSENT_HISTORY, DAILY_COUNTS, RESTRICTION, RETENTION}
)


def read(*, user_id: str) -> dict[str, Any]:
    """Return the content of each file as JSON values, by its name. Raise Unavailable."""
    given = consents.list_consents(user_id=user_id)
    histories = consents.list_histories(user_id=user_id)
    accesses = access_log.read(user_id=user_id, limit=None)
    counts = quota.list_counts(user_id=user_id)
    written = write_budget.read(user_id=user_id)
    return {
        CONSENTS: {"consents": [ConsentSerializer.of(consent) for consent in given]},
        CONSENT_HISTORY: {
            name: [GivingSerializer.of(giving) for giving in history]
            for name, history in histories.items()
        },
        RETENTION: retention_json.to_json(retention.read(user_id=user_id)),
        RESTRICTION: restriction_json.to_json(restriction.read(user_id=user_id)),
        DAILY_COUNTS: {"counts": counts, "written": written},
        ACCESS_LOG: {"entries": [AccessSerializer.of(access) for access in accesses]},
    }
