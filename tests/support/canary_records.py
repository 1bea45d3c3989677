"""One record of each kind whose texts are a canary, so that a leak of any of them shows."""

from typing import Any
from uuid import uuid4

from glowcycle.person.consents.texts import PHOTO_ANALYSIS
from glowcycle.person.erasure import receipts
from glowcycle.person.erasure.openapi import RECEIPT
from tests.support.brought_files import previewed
from tests.support.phone import Phone
from tests.support.photo_bucket import picture, upload
from tests.support.record_samples import KINDS, METRICS
from tests.support.shares import new_share

CANARY = "canary-7f3a"
DAY = "2026-03-01"
BODIES = {
    "journal": {"date": DAY, "text": CANARY, "mood": CANARY, "tags": [CANARY]},
    "period": {"date": DAY, "flow": "light", "symptoms": [CANARY]},
    "skin": {"date": DAY, "metrics": METRICS},
    "stage": {"kind": "exclusion", "start": DAY, "reason": "illness"},
}


def store_canaries(phone: Phone) -> dict[str, str]:
    """Store the records and a receipt; return each parameter of the paths by name."""
    records = {kind.name: phone.post(kind.path, BODIES[kind.name]).json() for kind in KINDS}
    return {
        "entry_id": records["journal"]["entryId"],
        "scan_id": records["skin"]["scanId"],
        "stage_id": records["stage"]["stageId"],
        "photo_id": upload(phone, picture()),
        "import_id": previewed(phone).rpartition("/")[2],
        "share_id": new_share(phone.user_id, name=CANARY).share_id,
        "day": DAY,
        "user_id": phone.user_id,
        "name": PHOTO_ANALYSIS,
        "calendar_secret": phone.put("/me/calendar", {}).json()["url"][-47:-4],
        "receipt_id": receipts.issue({**RECEIPT, "receiptId": str(uuid4())})["receiptId"],
    }


def all_records(phone: Phone) -> list[list[dict[str, Any]]]:
    """Return her stored records by kind."""
    return [kind.listed(phone) for kind in KINDS]
