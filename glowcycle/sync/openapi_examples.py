"""The examples of the document for sync: an entry, its deletion, and what sync tells of them."""

ENTRY = {"date": "2026-03-09", "mood": "😌"}
ENTRY_ID = "3f9f2a52-44a5-4e0b-bb5c-0f6a5c0d9b11"
OPERATION = {
    "operationId": "7d1c2f0a-write",
    "kind": "journal",
    "action": "create",
    "id": ENTRY_ID,
    "record": ENTRY,
}
DELETION = {
    "kind": "journal",
    "id": ENTRY_ID,
    "version": 2,
    "updatedAt": "2026-03-12T07:02:41.550120Z",
    "etag": "Zm9vYmFyYmF6cXV4",
    "deleted": True,
    "record": None,
}
CREATION = {
    **DELETION,
    "version": 1,
    "updatedAt": "2026-03-09T20:31:07.104233Z",
    "etag": "q7Jk2Vn0XbA4tLw9YsE3fg",
    "deleted": False,
    "record": {
        "userId": "6f2c9a0e-3a56-4a5b-8a3b-2f6f1f1b9d10",
        "createdAt": "2026-03-09T20:31:07.104233Z",
        "updatedAt": "2026-03-09T20:31:07.104233Z",
        "version": 1,
        "etag": "q7Jk2Vn0XbA4tLw9YsE3fg",
        "origin": None,
        "entryId": ENTRY_ID,
        **ENTRY,
        "energy": None,
        "text": None,
        "tags": [],
        "cycleDay": None,
    },
}
RESULT = {
    "operationId": OPERATION["operationId"],
    "status": "applied",
    "etag": CREATION["etag"],
    "change": CREATION,
    "problem": None,
}
CHANGES = {
    "changes": [DELETION],
    "next": "WyIy:1x",
    "hasMore": False,
    "goneBefore": {"journal": "2025-03-12T08:00:00.000000Z", "period": None, "skin": None},
    "unreadable": [{"kind": "period", "id": "2026-02-03"}],
}
