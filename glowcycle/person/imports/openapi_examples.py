"""The examples of the document for imports: one file, from its preview to its undo."""

from typing import Any

from glowcycle.formats.reasons import SENTENCES

IMPORT_ID = "019cbd5e-1f9a-7c3e-8a41-5d2f6b7c9e10"
UPLOAD_FORM = {
    "uploadId": "5e7b3a52-6c1d-4f0e-9b8a-2d4c6e8f1a33",
    "url": "https://my-photos.s3.amazonaws.com/",
    "expiresAt": "2026-03-09T21:31:07.000000Z",
    "fields": {"key": "uploads/her/history", "policy": "..."},
}
SUMMARY: dict[str, Any] = {
    "importId": IMPORT_ID,
    "status": "previewed",
    "format": "daylio",
    "formatVersion": None,
    "app": "Daylio",
    "createdAt": "2026-03-09T20:31:07.104233Z",
    "expiresAt": "2026-03-10T20:31:07.104233Z",
    "counts": {
        "journal": {"new": 812, "same": 0, "conflicting": 0, "skipped": 3},
        "period": {"new": 61, "same": 4, "conflicting": 2, "skipped": 0},
    },
    "from": "2025-01-02",
    "to": "2026-03-08",
}
ANSWERS = {"mood:Meh": "soso"}
PREVIEW: dict[str, Any] = {
    **SUMMARY,
    "notTaken": [
        {
            "what": "scales",
            "value": "Water: 6",
            "count": 140,
            "reason": "no_place",
            "sentence": str(SENTENCES["no_place"]),
            "firstRows": [2, 3, 5],
        },
        {
            "what": "date",
            "value": "2062-01-05",
            "count": 1,
            "reason": "future",
            "sentence": str(SENTENCES["future"]),
            "firstRows": [77],
        },
    ],
    "notTakenCount": 141,
    "questions": [
        {
            "id": "mood:Meh",
            "text": "Which face is your mood “Meh”?",
            "options": [
                {"value": "keep", "label": "Keep “Meh”"},
                {"value": "soso", "label": "😐"},
            ],
            "assumed": "keep",
            "count": 96,
        }
    ],
    "answers": {},
    "fillDays": None,
    "cycles": {
        "count": 15,
        "firstStart": "2025-01-06",
        "lastStart": "2026-02-22",
        "medianLength": 29,
    },
    "forecast": {
        "date": "2026-03-23",
        "earliest": "2026-03-21",
        "latest": "2026-03-26",
        "level": 0.8,
        "withinTwoDays": 0.81,
        "confidence": "high",
        "distribution": [
            {"date": f"2026-03-{day}", "probability": share / 100}
            for day, share in enumerate((6, 14, 20, 22, 16, 10, 6, 3), start=20)
        ],
    },
    "forecastReason": None,
    "result": None,
    "undone": None,
    "sentences": [
        "The file reaches from 2\u00a0January 2025 to 8\u00a0March 2026.",
        "873 new records would come in.",
        "4 records are there already.",
        "2 days and stages of your own stay.",
        "3 records that you deleted stay deleted.",
        "141 values of the file are left out.",
        "Your history would then have 15 periods.",
        "Your next period would then be expected about 23\u00a0March 2026.",
    ],
}
BEGUN: dict[str, Any] = {**PREVIEW, "expiresAt": None, "answers": ANSWERS, "fillDays": True}
APPLYING: dict[str, Any] = {
    **BEGUN,
    "status": "applying",
    "result": {"made": {"period": 61, "journal": 340}, "filled": 1, "same": 4, "kept": 2,
               "deleted": 0},
}  # fmt: skip
APPLIED: dict[str, Any] = {
    **BEGUN,
    "status": "applied",
    "result": {"made": {"period": 61, "journal": 812}, "filled": 1, "same": 4, "kept": 2,
               "deleted": 3},
    "sentences": [
        "873 records came in.",
        "1 day of your own has more in it now.",
        "2 days and stages of your own stay.",
        "3 records that you deleted stay deleted.",
    ],
}  # fmt: skip
UNDONE: dict[str, Any] = {
    **APPLIED,
    "status": "undone",
    "expiresAt": "2026-09-06T07:02:41.550120Z",
    "undone": {
        "removed": {"period": 60, "journal": 812},
        "emptied": 1,
        "kept": [{"kind": "period", "key": "2026-02-24"}],
        "keptCount": 1,
    },
    "sentences": [
        "872 records were taken back.",
        "1 day of your own is as it was before.",
        "1 record stays, since you changed it.",
    ],
}
UNDOING: dict[str, Any] = {
    **UNDONE,
    "status": "undoing",
    "expiresAt": None,
    "undone": {"removed": {"period": 60, "journal": 240}, "emptied": 1, "kept": [], "keptCount": 0},
    "sentences": ["300 records were taken back.", "1 day of your own is as it was before."],
}
