"""Reads a file and says what its import would do. It stores the parsed records, sealed, for a day.

The file itself is never stored here, and nothing of it is logged.
"""

from datetime import date
from typing import IO, Final

from glowcycle.aws import request_context
from glowcycle.errors import Unavailable
from glowcycle.formats.detection import find_format
from glowcycle.formats.errors import TooLarge
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.history import History, TooManyRecords
from glowcycle.formats.pregnancies import leave_out_unended
from glowcycle.formats.questions import ask_spotting
from glowcycle.person import quota
from glowcycle.person.consents.services import require_collection
from glowcycle.person.imports import repeats
from glowcycle.person.imports.import_job import HistoryImport
from glowcycle.person.imports.preview_run import PreviewRun, Progress, check_time
from glowcycle.person.imports.repeats import PreviewRequest
from glowcycle.sentences import sentence

# Many small calls to the stores wait longer than those of another request.
MORE_PATIENCE: Final = 7.0


def preview(
    *,
    user_id: str,
    file: IO[bytes],
    format: str | None = None,  # noqa: A002  the request's own word
    today: date,
    request: PreviewRequest | None = None,
    report_progress: Progress = lambda _done, _all: None,
    stores: bool = True,
) -> HistoryImport:
    """Return the preview of the file, which can be applied for a day.

    `format` is the name of one, None to find it out. A `request` that made a preview before gets
    that one, in whatever state it is. `report_progress` takes how many records are
    done, and of how many. Without `stores` nothing is stored or counted. Raise WrongFile,
    UnknownFile, TooLarge, ConsentRequired, QuotaExceeded, KeyReused, Unavailable.
    """
    require_collection(user_id=user_id)
    if made := repeats.find_made(request, user_id=user_id):
        return made
    if stores:
        quota.spend(user_id=user_id, resource="imports")
    try:
        with request_context.patient(MORE_PATIENCE):
            found, history = _read(file, format, today=today)
            run = PreviewRun(found, history, user_id=user_id, report_progress=report_progress)
            return run.store(today, request) if stores else run.dry_run(today)
    except Unavailable:
        if stores:
            quota.refund(user_id=user_id, resource="imports")
        raise


def _read(file: IO[bytes], name: str | None, *, today: date) -> tuple[Format, History]:
    """Return the format of the file and what it holds. Raise WrongFile, TooLarge."""
    source = Source(file, check_time=check_time)
    found = find_format(source, name=name)
    try:
        history = found.read(source)
    except TooManyRecords as error:
        raise TooLarge(sentence("The file holds more records than a person can have.")) from error
    history.leave_out_after(today)
    leave_out_unended(history, today)
    ask_spotting(history)
    return found, history
