"""A stored job that several calls do in turn. Only one of them may work on it at a time."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar, Final
from uuid import uuid4

from django.utils import timezone
from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from glowcycle.aws.dynamodb import PersonItem
from glowcycle.errors import Unavailable

# A call that holds a job for longer was cut off: the function's time-out, doubled.
HOLD_LIFE: Final = timedelta(seconds=60)


class HeldJob(PersonItem):
    """A job. `holder` names the call that works on it, until `held_until`.

    IDENTITY     the name of the attribute that tells this job from one that has replaced it
    IN_PROGRESS  makes the error of a call while another one works on the job
    """

    IDENTITY: ClassVar[str]
    IN_PROGRESS: ClassVar[Callable[[], Unavailable]]

    holder = UnicodeAttribute(null=True)
    held_until = UTCDateTimeAttribute(null=True, attr_name="heldUntil")

    def begin(self) -> None:
        """Store a new job that this call holds. Raise IN_PROGRESS, Unavailable."""
        self._hold(HeldJob.user_id.does_not_exist())

    def hold(self) -> None:
        """Let this call work on the job. Raise Unavailable, IN_PROGRESS if another call does."""
        if self.held_until is not None and self.held_until > timezone.now():
            raise type(self).IN_PROGRESS()
        self._hold(self._is_held_by(self.holder) & self.is_as_read())

    def release(self) -> None:
        """Let the next call continue at once. Raise IN_PROGRESS, Unavailable."""
        holder, self.holder, self.held_until = self.holder, None, None
        self._save(self._is_held_by(holder))

    def update_stored(self) -> None:
        """Store the job's attributes. Raise IN_PROGRESS if another call holds it, Unavailable."""
        self._save(self._is_held_by(self.holder))

    def is_same(self) -> Condition:
        """Return the condition that the stored job is this one; any call may hold it."""
        condition: Condition = self.get_attributes()[self.IDENTITY] == self._identity
        return condition

    def is_as_read(self) -> Condition:
        """Return the condition that no call has worked on the job since this one read it."""
        return self.is_same()

    @property
    def _identity(self) -> str:
        return str(getattr(self, self.IDENTITY))

    def _hold(self, condition: Condition) -> None:
        self.holder, self.held_until = str(uuid4()), timezone.now() + HOLD_LIFE
        self._save(condition)

    def _is_held_by(self, holder: str | None) -> Condition:
        is_held = HeldJob.holder.does_not_exist() if holder is None else HeldJob.holder == holder
        condition: Condition = self.is_same() & is_held
        return condition

    def _save(self, condition: Condition) -> None:
        def is_ours(stored: HeldJob) -> bool:
            return (stored._identity, stored.holder) == (self._identity, self.holder)

        if self.save_if(condition, is_ours=is_ours) is None:
            raise type(self).IN_PROGRESS()
