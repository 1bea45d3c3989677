"""One preview while it is made: each record is validated, compared with her store, and sealed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone
from rest_framework.exceptions import ValidationError

from glowcycle.aws import request_context
from glowcycle.formats.errors import TooLarge
from glowcycle.formats.format import Format
from glowcycle.formats.history import History, NotTaken, ParsedRecord, Question
from glowcycle.person.imports import chunks, contradictions, import_job, repeats
from glowcycle.person.imports.answers import answered
from glowcycle.person.imports.chunks import ChunkRecord
from glowcycle.person.imports.classification import classify, count
from glowcycle.person.imports.ids import new_import_id
from glowcycle.person.imports.import_content import Fate, ImportContent
from glowcycle.person.imports.import_job import PREVIEW_LIFE, HistoryImport
from glowcycle.person.imports.repeats import PreviewRequest
from glowcycle.person.imports.validation import ValidRecord, read_content, valid_records
from glowcycle.records import record_kinds
from glowcycle.sentences import sentence

# Records that are looked up and sealed together, so that few wait in memory.
BATCH: Final = 1_000
# A chunk outlives its preview by an hour, so that no import that begins in time lacks one.
CHUNK_LIFE: Final = PREVIEW_LIFE + timedelta(hours=1)
# The rest is for the answer, and for the chunks and the preview to be stored.
LAST_SECONDS: Final = 6.0
# The most frequent ones. The options that the others would have had stay as the file says.
MAX_QUESTIONS: Final = 100

MAX_VERSION_LENGTH: Final = 64

Progress = Callable[[int, int], None]


def check_time() -> None:
    """Raise TooLarge if the function may end before a preview is stored."""
    if request_context.ends_within(LAST_SECONDS):
        raise TooLarge(sentence("This file takes too long to read."))


class PreviewRun:
    """One preview while it is made."""

    def __init__(
        self, found: Format, history: History, *, user_id: str, report_progress: Progress
    ) -> None:
        self._format, self._history, self._user_id = found, history, user_id
        self._report_progress = report_progress
        self._parsed: dict[str, list[ParsedRecord]] = defaultdict(list)
        asked = Counter[str]()
        for record in history.records():
            self._parsed[record.kind].append(record)
            asked.update(record.asks)
        self._questions = [
            _question_json(history.questions[name], count=number)
            for name, number in asked.most_common(MAX_QUESTIONS)
        ]
        self._fates: dict[str, Counter[Fate]] = {}
        self._contents: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._done = 0
        self._first: str | None = None
        self._last: str | None = None
        self._needed = {name for kind in record_kinds().values() for name in kind.outlook_needs}

    def store(self, today: date, request: PreviewRequest | None) -> HistoryImport:
        """Store the records and the preview, and return it. The preview comes last."""
        import_id, now = new_import_id(), timezone.now()
        place = {"user_id": self._user_id, "import_id": import_id}
        try:
            chunk_count = chunks.write(
                **place, records=self._waiting(), expires_at=now + CHUNK_LIFE
            )
        except TooLarge:
            chunks.delete_all(**place)
            raise
        job = import_job.new(**place, content=self._content(today, chunk_count=chunk_count))
        job.content.request = repeats.to_json(request)
        import_job.store(job)
        return job

    def dry_run(self, today: date) -> HistoryImport:
        """Return the preview without storing it."""
        for _ in self._waiting():
            pass
        content = self._content(today, chunk_count=0)
        return import_job.new(user_id=self._user_id, import_id=new_import_id(), content=content)

    def _waiting(self) -> Iterator[ChunkRecord]:
        """Yield the records that an import may store or fill: all but those that stay as it is."""
        total = sum(map(len, self._parsed.values()))
        for name in list(self._parsed):
            for batch in self._batches(name):
                place: dict[str, Any] = {"kind": record_kinds()[name], "user_id": self._user_id}
                classified = classify(batch, **place)
                contradictions.leave_out(classified, **place, history=self._history)
                for record, fate in classified:
                    self._note(record, fate)
                    if fate in ("new", "conflicting"):
                        yield ChunkRecord(name, record.key, record.values, record.asks)
                self._report_progress(self._done, total)
            del self._parsed[name]
        self._report_progress(total, total)

    def _batches(self, name: str) -> Iterator[list[ValidRecord]]:
        """Yield the valid records of a kind, a batch at a time; all at once if they have a rule."""
        batch: list[ValidRecord] = []
        has_rule = name in record_kinds() and record_kinds()[name].refuses_import is not None
        parsed = self._counted(self._parsed[name])
        for record in valid_records(parsed, history=self._history, user_id=self._user_id):
            batch.append(self._by_default(record) if record.asks else record)
            if len(batch) >= BATCH and not has_rule:
                yield batch
                batch = []
        if batch:
            yield batch

    def _counted(self, parsed: Iterable[ParsedRecord]) -> Iterator[ParsedRecord]:
        """Yield the records while there is time. Raise TooLarge."""
        for each in parsed:
            if self._done % BATCH == 0:
                check_time()
            self._done += 1
            yield each

    def _by_default(self, record: ValidRecord) -> ValidRecord:
        """Return the record with the content that it has unless she answers its questions."""
        values = answered(record.values, asks=record.asks, questions=self._questions, answers={})
        if values != record.values:
            with suppress(ValidationError):  # then it stays as the file has it, also when applied
                record.content = read_content(record_kinds()[record.kind], values)
        return record

    def _note(self, record: ValidRecord, fate: Fate) -> None:
        """Count the record, and remember what the outlook asks for."""
        self._fates.setdefault(record.kind, Counter())[fate] += 1
        day = str(record.values.get("date") or record.values.get("start"))[:10]
        self._first, self._last = min(self._first or day, day), max(self._last or day, day)
        if fate in ("new", "same") and record.kind in self._needed:
            self._contents[record.kind].append(record.whole_content())

    def _content(self, today: date, *, chunk_count: int) -> ImportContent:
        history = self._history
        return ImportContent(
            format=self._format.name,
            app=self._format.app,
            format_version=history.version and history.version[:MAX_VERSION_LENGTH],
            first=self._first,
            last=self._last,
            counts={name: count(fates) for name, fates in sorted(self._fates.items())},
            not_taken=[_not_taken_json(each) for each in history.not_taken],
            not_taken_count=sum(each.count for each in history.not_taken),
            questions=self._questions,
            outlook=self._outlook(today),
            chunk_count=chunk_count,
        )

    def _outlook(self, today: date) -> dict[str, Any] | None:
        for kind in record_kinds().values():
            if kind.outlook is not None:
                return kind.outlook(user_id=self._user_id, contents=self._contents, today=today)
        return None


def _question_json(question: Question, *, count: int) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": question.text,
        "options": [
            {"value": value, "label": option.label, "changes": dict(option.changes)}
            for value, option in question.options.items()
        ],
        "assumed": question.assumed,
        "count": count,
    }


def _not_taken_json(found: NotTaken) -> dict[str, Any]:
    return {
        "what": found.what,
        "value": found.value,
        "reason": found.reason,
        "count": found.count,
        "firstRows": found.first_rows,
    }
