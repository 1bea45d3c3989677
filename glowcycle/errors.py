"""The expected errors of Glow Cycle. Only api/exceptions.py maps them to HTTP."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, Final

from glowcycle.sentences import sentence

# The pause that an answer names where only she or an operator can change something.
DAY_SECONDS: Final = 24 * 3600


class GlowCycleError(Exception):
    """The base of every expected error.

    code     a stable name for programs
    extra    further members of the problem, by wire name, for programs
    message  one sentence that says what to do, without the person's content, keys or internal
             names; a Sentence if an app shows it to her, which is then in her language
    """

    code: ClassVar[str]
    extra: Mapping[str, str | Sequence[str] | Mapping[str, Sequence[str]]] = MappingProxyType({})


class NotFound(GlowCycleError):
    """The person has no such record: it never existed, was deleted, or belongs to somebody else."""

    code = "not_found"


class Forbidden(GlowCycleError):
    """The caller is authenticated, but may not do this."""

    code = "forbidden"


class SignInNeeded(GlowCycleError):
    """The caller must sign in again for this call. `challenge` is its WWW-Authenticate."""

    code = "sign_in_needed"
    challenge: str


class Conflict(GlowCycleError):
    """The request contradicts the stored data."""

    code = "conflict"


class Stale(Conflict):
    """The If-Match header names another state of the record than the stored one."""

    code = "stale"

    def __init__(self, *, etag: str | None) -> None:
        super().__init__("The record has changed since you read it: read it again, then repeat.")
        self.etag = etag


class IdTaken(Conflict):
    """A create names an id that holds other content, or held a record that was deleted."""

    code = "id_taken"

    def __init__(self) -> None:
        super().__init__(
            "This id or day already holds another record: change that one, or use a new id."
        )


class AlreadyDeleted(Conflict):
    """A request is repeated after the record that it stored was deleted."""

    code = "since_deleted"

    def __init__(self) -> None:
        super().__init__("The record of this request was deleted later: it stays deleted.")


class KeyReused(Conflict):
    """A request uses the Idempotency-Key of another request."""

    code = "key_reused"

    def __init__(self) -> None:
        super().__init__("Another request used this Idempotency-Key: use a new one.")


class Unreadable(Conflict):
    """What is stored does not open: it was altered or moved in the store, or its key is lost."""

    code = "unreadable"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(
            message
            or "The stored record cannot be read any more: replace it with a whole one by PUT, or "
            "delete it."
        )


class Gone(GlowCycleError):
    """The requested data existed, but is deleted."""

    code = "gone"


class Invalid(GlowCycleError):
    """The request is well formed, but its content cannot be used."""

    code = "invalid"


class InvalidFields(GlowCycleError):
    """A change would leave a record whose fields contradict each other: `errors` says by field."""

    code = "invalid"

    def __init__(self, by_field: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.extra = {"errors": by_field}


class OverBudget(GlowCycleError):
    """She has used up a budget, so nothing was done. The same request may succeed later.

    budget       the name of the budget
    retry_after  the seconds until there is something left of it
    """

    def __init__(self, message: str, *, budget: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.extra = {"budget": budget}


class QuotaExceeded(OverBudget):
    """She has reached a daily limit. `retry_after` is the seconds until the next day."""

    code = "daily_limit"


class TotalReached(OverBudget):
    """She has written as much as one person may in all."""

    code = "total_limit"

    def __init__(self, *, budget: str) -> None:
        super().__init__(
            sentence(
                "You have written all that one person may: reading, export and deleting go on. Ask "
                "the operator of this service for more."
            ),
            budget=budget,
            retry_after=DAY_SECONDS,
        )


class StorageFull(OverBudget):
    """The store holds no more items under her id."""

    code = "storage_full"

    def __init__(self) -> None:
        super().__init__(
            sentence(
                "The store holds no more for one person: delete records that you no longer need, "
                "or export them, then repeat the request."
            ),
            budget="storage",
            retry_after=DAY_SECONDS,
        )


class Unavailable(GlowCycleError):
    """A service that Glow Cycle needs did not answer. The same request may succeed later.

    `is_fault` is False where any stranger can bring it about: the alarm for faults ignores it.
    """

    code = "unavailable"
    is_fault = True


class AnalysisUnavailable(Unavailable):
    """The model gave no usable answer, or refused the request."""

    code = "analysis_unavailable"

    def __init__(self) -> None:
        super().__init__(sentence("Your photo could not be analysed. Try again later."))


class AnalysisRefused(Invalid):
    """A safety filter of the model stopped her photo, and would stop the same one again."""

    code = "analysis_refused"

    def __init__(self) -> None:
        super().__init__(
            sentence(
                "A safety filter stopped the analysis of this photo. That happens to harmless "
                "photos, too. Please take another one, of your face alone."
            )
        )


class Contended(Unavailable):
    """Other writers changed the record in every round of this write."""

    def __init__(self) -> None:
        super().__init__("Many requests change this record at once: repeat yours.")
