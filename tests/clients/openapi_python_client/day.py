"""One day of a phone, through the client that openapi-python-client makes.

The same day is in ../openapi_fetch/day.ts and ../hey_api/day.ts.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import httpx
from glow_cycle import AuthenticatedClient
from glow_cycle.api.journal import add_entry, change_entry, delete_entry, get_entry
from glow_cycle.api.period import add_day, get_predictions, list_days
from glow_cycle.api.skin import analyze, analyze_upload, get_photo, get_scan, offer_upload
from glow_cycle.api.sync import apply_operations, list_changes
from glow_cycle.models import (
    CycleForecast,
    FormBooleanRequest,
    JournalEntry,
    JournalEntryRequest,
    NextPeriod,
    OperationActionRequest,
    OperationResult,
    OperationResults,
    PatchedJournalEntryRequest,
    PeriodDay,
    PeriodDayPage,
    PeriodDayRequest,
    PeriodFlowRequest,
    PhotoAnalysisRequest,
    PhotoTypeRequest,
    PhotoUploadForm,
    PhotoUploadRequest,
    Problem,
    ProblemErrors,
    RecordChange,
    RecordChanges,
    RecordKindRequest,
    SkinScan,
    SyncOperationRequest,
    SyncOperationsRequest,
    SyncRecord,
    SyncRecordRequest,
    UploadAnalysisRequest,
)
from glow_cycle.types import UNSET, File, Response

base_url, next_year_url, token, user_id, photos = sys.argv[1:]
api = AuthenticatedClient(base_url=base_url, token=token)

passed: list[str] = []
Body = TypeVar("Body")


def expect(condition: bool, message: str) -> None:
    if not condition:
        raise AssertionError(message)
    passed.append(message)


def read(kind: type[Body], answer: Response[Any]) -> Body:
    """Return the body of an answer, which is of this kind."""
    if not isinstance(answer.parsed, kind):
        text = answer.content.decode()
        raise AssertionError(f"{answer.status_code}: {text}")  # noqa: TRY004  a failed check
    return answer.parsed


def problem(answer: Response[Any]) -> Problem:
    return read(Problem, answer)


today = datetime.now(UTC).date()


def photo(name: str) -> bytes:
    return Path(photos, name).read_bytes()


def form(data: bytes) -> PhotoAnalysisRequest:
    file = File(payload=BytesIO(data), file_name="photo.jpg", mime_type="image/jpeg")
    return PhotoAnalysisRequest(photo=file, keep_photo=FormBooleanRequest.TRUE)


# Period: a phone that heard no answer sends the day again.
bleeding = PeriodDayRequest(date=today, flow=PeriodFlowRequest.MEDIUM, symptoms=["cramps"])
logged = add_day.sync_detailed(client=api, body=bleeding)
expect(logged.status_code == 201 and read(PeriodDay, logged).flow == "medium", "a day is logged")
again = add_day.sync_detailed(client=api, body=bleeding)
expect(again.status_code == 200, "the same day again is the same")
days = read(PeriodDayPage, list_days.sync_detailed(user_id, client=api))
day = days.results[0]
expect(day.date == today and day.symptoms[0] == "cramps", "and is in the list")
predicted = read(CycleForecast, get_predictions.sync_detailed(user_id, client=api))
next_period = predicted.next_period
assert isinstance(next_period, NextPeriod)
expect(next_period.date > today, "the next period is predicted")

# Journal: 409 for another entry under the same id, 412 for a change of an older state.
entry_id = uuid4()
body = JournalEntryRequest(
    entry_id=entry_id, date=today.isoformat(), mood="😌", energy=70.5, tags=["sleep"]
)
created = add_entry.sync_detailed(client=api, body=body)
entry = read(JournalEntry, created)
expect(entry.energy == 70.5 and entry.text is None, "an entry is created")
first_tag = created.headers["ETag"]
body.energy = 20
taken = problem(add_entry.sync_detailed(client=api, body=body))
expect(taken.status == 409 and taken.code == "id_taken", "its id is taken")

energy_75 = PatchedJournalEntryRequest(energy=75)
energy_20 = PatchedJournalEntryRequest(energy=20)
better = read(
    JournalEntry,
    change_entry.sync_detailed(entry_id, client=api, body=energy_75, if_match=first_tag),
)
expect(better.energy == 75 and better.mood == "😌", "an entry can be changed")
stale = change_entry.sync_detailed(entry_id, client=api, body=energy_20, if_match=first_tag)
expect(problem(stale).status == 412 and problem(stale).code == "stale", "an older state cannot")
current_tag = stale.headers["ETag"]
repeated = change_entry.sync_detailed(entry_id, client=api, body=energy_20, if_match=current_tag)
expect(read(JournalEntry, repeated).energy == 20, "with that ETag the change is applied")
wrong = problem(
    add_entry.sync_detailed(
        client=api, body=JournalEntryRequest(date=today.isoformat(), energy=101)
    )
)
expect(wrong.code == "invalid", "a wrong value is refused")
assert isinstance(wrong.errors, ProblemErrors)
expect(wrong.errors["energy"][0] != "", "and the problem names the field")

# Photo through the API, and 422 for a photo in the dark.
measured = analyze.sync_detailed(client=api, body=form(photo("face.jpg")))
scan = read(SkinScan, measured)
expect(isinstance(scan.metrics.dark_circles, float | int), "a photo is measured")
assert scan.provenance.missing
expect(scan.provenance.missing.moisture == "not_in_a_photo", "a missing score has a reason")
kept = read(File, get_photo.sync_detailed(scan.scan_id, client=api))
expect(kept.payload.read(2) == b"\xff\xd8", "and kept")
poor = problem(analyze.sync_detailed(client=api, body=form(photo("dark.jpg"))))
expect(poor.status == 422 and poor.code == "poor_photo", "a dark photo is refused")
assert poor.reasons
expect("too_dark" in poor.reasons, "and the problem says why")

# Photo through the bucket, and 429 with a budget for one form too many.
file = photo("face.jpg")
upload = PhotoUploadRequest(content_type=PhotoTypeRequest.IMAGEJPEG, size=len(file))
offered = read(PhotoUploadForm, offer_upload.sync_detailed(client=api, body=upload))
uploaded = httpx.post(offered.url, data=offered.fields.to_dict(), files={"file": file})
expect(uploaded.is_success, "the bucket takes the photo")
measured = analyze_upload.sync_detailed(offered.photo_id, client=api, body=UploadAnalysisRequest())
second = read(SkinScan, measured)
expect(second.metrics.dark_circles == scan.metrics.dark_circles, "it is measured as the other one")
too_many = offer_upload.sync_detailed(client=api, body=upload)
expect(
    problem(too_many).status == 429 and problem(too_many).code == "daily_limit", "one form a day"
)
expect(problem(too_many).budget == "uploads", "the problem names the budget")
expect(int(too_many.headers["Retry-After"]) > 0, "and says when to repeat")

# Sync: another phone changes the entry in between, and this phone insists.
offline_id = uuid4()


def send(
    action: OperationActionRequest, record: SyncRecordRequest, if_match: str | None = None
) -> OperationResult:
    operation = SyncOperationRequest(
        operation_id=str(uuid4()),
        kind=RecordKindRequest.JOURNAL,
        id=str(offline_id),
        action=action,
        record=record,
        if_match=if_match,
    )
    answer = apply_operations.sync_detailed(
        client=api, body=SyncOperationsRequest(operations=[operation])
    )
    result = read(OperationResults, answer).results[0]
    expect(result.operation_id == operation.operation_id, "an operation has its result")
    return result


noted = send(OperationActionRequest.CREATE, SyncRecordRequest(date=today.isoformat(), energy=40))
expect(noted.status == "applied" and noted.etag is not None, "an entry is created")
comment = PatchedJournalEntryRequest(text="from the other phone")
elsewhere = read(JournalEntry, change_entry.sync_detailed(offline_id, client=api, body=comment))
expect(elsewhere.text == "from the other phone", "another phone changes it")
conflict = send(OperationActionRequest.CHANGE, SyncRecordRequest(energy=60), noted.etag)
theirs = conflict.change
assert isinstance(theirs, RecordChange)
expect(conflict.status == "conflict", "the older state is a conflict")
solved = send(OperationActionRequest.CHANGE, SyncRecordRequest(energy=60), theirs.etag)
expect(solved.status == "applied", "with the etag of the conflict it is applied")

state: dict[str, RecordChange] = {}
cursor, more = "", True
while more:
    page = read(RecordChanges, list_changes.sync_detailed(client=api, cursor=cursor or UNSET))
    state |= {item.id: item for item in page.changes}
    cursor, more = page.next_, page.has_more
merged = state[str(offline_id)].record
assert isinstance(merged, SyncRecord)
expect(merged.energy == 60 and merged.text == "from the other phone", "both changes are there")
expect(len(state) == 5, "with the day, the other entry and two scans")

# Delete, and 404.
gone = delete_entry.sync_detailed(entry_id, client=api)
expect(gone.status_code == 204, "an entry is deleted")
missing = problem(get_entry.sync_detailed(entry_id, client=api))
expect(missing.status == 404 and missing.code == "not_found", "and is gone")

# Next year: today's phone reads answers with values and members that it does not know.
later = AuthenticatedClient(base_url=next_year_url, token=token)
later_days = read(PeriodDayPage, list_days.sync_detailed(user_id, client=later))
expect(later_days.results[0].flow == "next-year", "a new flow is read")
later_scan = read(SkinScan, get_scan.sync_detailed(scan.scan_id, client=later))
expect(later_scan.provenance.source == "next-year", "a new source is read")
later_forecast = read(CycleForecast, get_predictions.sync_detailed(user_id, client=later))
assert isinstance(later_forecast.next_period, NextPeriod)
expect(later_forecast.next_period.date == next_period.date, "a forecast is read")
later_changes = read(RecordChanges, list_changes.sync_detailed(client=later))
expect(later_changes.changes[0].kind == "next-year", "a change of a new kind is read")
unknown = problem(get_entry.sync_detailed(entry_id, client=later))
expect(unknown.code == "next-year" and unknown.status == 404, "a new problem is read")

print(f"{len(passed)} passed, 0 failed")
