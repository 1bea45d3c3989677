"""What can go wrong in Glow Cycle, in its own words. HTTP knows these only in api/exceptions.py."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar


class GlowCycleError(Exception):
    """The root of every expected failure.

    `code` is stable and meant for programs; the message is one sentence that tells the caller what
    to do and never holds what she wrote, a key, or the name of anything inside. `extra` holds
    further members of the problem by wire name: what a program needs in order to go on.
    """

    code: ClassVar[str]
    extra: Mapping[str, str | Sequence[str]] = MappingProxyType({})


class NotFound(GlowCycleError):
    """She has no such record: never there, deleted, or somebody else's. All three look the same."""

    code = "not_found"


class Forbidden(GlowCycleError):
    """The caller is known, and this is not hers to do."""

    code = "forbidden"


class Conflict(GlowCycleError):
    """The request contradicts what is stored."""

    code = "conflict"


class Stale(Conflict):
    """The caller's If-Match names another state of the record than the stored one."""

    code = "stale"

    def __init__(self, *, etag: str | None) -> None:
        super().__init__("The record has changed since you read it: read it again, then repeat.")
        self.etag = etag


class IdTaken(Conflict):
    """A create names an id that already holds other content, or held a record since deleted."""

    code = "id_taken"

    def __init__(self) -> None:
        super().__init__(
            "This id or day holds something else already: change that, or use a new one."
        )


class AlreadyDeleted(Conflict):
    """A repeated request had its record stored, and the record was deleted since."""

    code = "since_deleted"

    def __init__(self) -> None:
        super().__init__("This was stored, and has been deleted since: it stays deleted.")


class KeyReused(Conflict):
    """An Idempotency-Key comes again with another request."""

    code = "key_reused"

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key was sent with something else: use a new one.")


class Gone(GlowCycleError):
    """What is asked for was there, and cannot be had any more."""

    code = "gone"


class Invalid(GlowCycleError):
    """The request was well formed, but what it carries cannot be used."""

    code = "invalid"


class QuotaExceeded(GlowCycleError):
    """She had as much today as a day allows. `retry_after` says in seconds when there is more."""

    code = "daily_limit"

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(GlowCycleError):
    """Something that Glow Cycle stands on did not answer; the same request may succeed later."""

    code = "unavailable"


class AnalysisUnavailable(Unavailable):
    """The model gave no answer that can be used, or may not be asked."""

    code = "analysis_unavailable"

    def __init__(self) -> None:
        super().__init__("The picture could not be analysed. Try again later.")


class Contended(Unavailable):
    """So many writers at once that this one never had its turn."""

    def __init__(self) -> None:
        super().__init__("The record is being changed by many at once: repeat the request.")
