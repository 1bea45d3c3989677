"""Three devices of one person, often offline, hold the server's records after the last sync.

On the way: edits, deletes, faults and lost answers; functions with different clocks, some of which
write after others have read; phones that lose their cursor, and tombstones that expire.
"""

from collections import Counter
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, ClassVar

import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from glowcycle.records import record_kinds
from glowcycle.sandbox.identity import issue_token
from tests.chaos.functions import PlannedStore, SlowFunction
from tests.chaos.places import KINDS, OWN, SHARED, Expected, content_of
from tests.chaos.store import KEYS
from tests.support import faults
from tests.support.people import someone
from tests.support.phone import Phone
from tests.support.sync_phone import Device, Key, NoAnswer

START = datetime(2026, 3, 10, 12, tzinfo=UTC)
# The service assumes that a function lives at most 30 s and two clocks differ by at most 30 s.
LIFE = timedelta(seconds=30)
SKEW = 15
# Small, so that most syncs take several requests, with other requests in between.
BATCH, PAGE = 3, 2
HALF_A_YEAR = timedelta(days=181)

seconds = partial(timedelta, 0)
devices = st.integers(0, 2)
EDITS = ("change", "change", "delete")
own_edits = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 1), st.sampled_from(EDITS)),
    min_size=1,
    max_size=4,
)
skews = st.integers(-SKEW, SKEW)
# The number of store calls that succeed, the number that then fail, and the fault.
bad_days = st.tuples(
    st.integers(0, 3),
    st.integers(0, 4),
    st.sampled_from([faults.lost, faults.throttled, faults.failing, faults.unreachable]),
)


class Line(Phone):
    """A phone whose requests reach a function with a shifted clock."""

    def __init__(self, phone: Phone, day: "ThreeDevices") -> None:
        super().__init__(phone.user_id, phone.token)
        self.day, self.skew, self.is_lost = day, 0, False

    def send(self, *args: Any, **kwargs: Any) -> Any:
        self.day.set_clock(self.skew)
        answer = super().send(*args, **kwargs)
        if self.is_lost:
            self.day.met["lost answers"] += 1
            raise ConnectionError
        return answer


class ThreeDevices(RuleBasedStateMachine):
    """The state machine; `met` counts the events of all runs."""

    met: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.met["runs"] += 1
        self.edits = 0
        self.time, self.functions, self.expected = START, list[SlowFunction](), Expected()
        self._cleanup = ExitStack()
        travel = time_machine.travel(START - timedelta(days=1), tick=False)
        self.clock = self._cleanup.enter_context(travel)
        self.store = self._cleanup.enter_context(PlannedStore().in_between())
        self.person = someone()
        self.person.token = issue_token(user_id=self.person.user_id, lifetime=timedelta(days=300))
        self.devices = [Device(Line(self.person, self), batch=BATCH, page=PAGE) for _ in range(3)]

    def set_clock(self, skew: int) -> None:
        """Advance the time, and set the clock to a function that is `skew` seconds ahead."""
        self.time += timedelta(milliseconds=1)
        self.clock.move_to(self.time + timedelta(seconds=skew))

    @initialize(edits=own_edits)
    def begin(self, edits: list[tuple[str, int, str]]) -> None:
        """Start with edits in each device's outbox."""
        for which in range(3):
            self.edit_her_own(which, edits)

    @rule(which=devices, edits=own_edits)
    def edit_her_own(self, which: int, edits: list[tuple[str, int, str]]) -> None:
        """Edit records that no other device edits."""
        for kind, name, action in edits:
            key = kind, OWN[which][kind][name]
            self.edits += 1
            if self.devices[which].shows(key):
                self._edit(which, action, key, self.edits)
            elif self.expected.may_create(key):
                self._edit(which, "create", key, self.edits)

    @rule(
        which=devices,
        action=st.sampled_from(["create", "change", "change", "delete"]),
        kind=st.sampled_from(KINDS),
        number=st.integers(1, 3),
    )
    def edit_a_shared_one(self, which: int, action: str, kind: str, number: int) -> None:
        """Edit a record that the other devices edit too."""
        self._edit(which, action, (kind, SHARED[kind]), number)

    def _edit(self, which: int, action: str, key: Key, number: int) -> None:
        content = content_of(key[0], action, number)
        self.devices[which].note(action, *key, **content)
        self.expected.note(action, key, content)
        self.met["edits"] += 1

    @rule(which=devices, bad_day=bad_days, is_lost=st.booleans(), skew=skews)
    def send(self, which: int, bad_day: Any, is_lost: bool, skew: int) -> None:
        """Send one batch, once."""
        if self.devices[which].outbox:
            self._once(which, bad_day, is_lost, skew, self.devices[which].send)

    @rule(which=devices, before_write=st.integers(1, BATCH), skew=skews)
    def send_to_a_slow_function(self, which: int, before_write: int, skew: int) -> None:
        """Send one batch; the phone gives up before the function writes."""
        sent = {"operations": self.devices[which].outbox[:BATCH]}
        if not sent["operations"]:
            return
        self.set_clock(skew)
        self.functions.append(
            SlowFunction(
                lambda: self.person.send("POST", "/sync", sent),
                before_write=before_write,
                until=self.time + LIFE,
            )
        )
        self.met["delayed writes"] += 1

    @rule(
        which=devices, bad_day=bad_days, is_lost=st.booleans(), pages=st.integers(1, 4), skew=skews
    )
    def take(self, which: int, bad_day: Any, is_lost: bool, pages: int, skew: int) -> None:
        """Fetch some pages of changes."""
        for _ in range(pages):
            self._once(which, bad_day, is_lost, skew, self.devices[which].take)

    def _once(self, which: int, bad_day: Any, is_lost: bool, skew: int, ask: Any) -> None:
        well, failing, fault = bad_day
        self._line(which, skew=skew, is_lost=is_lost)
        self.store.plan = [faults.none] * well + [fault] * failing
        with suppress(NoAnswer):
            ask(patience=1)
        self.store.plan = []

    def _line(self, which: int, *, skew: int = 0, is_lost: bool = False) -> None:
        line: Any = self.devices[which].phone
        line.skew, line.is_lost = skew, is_lost

    @precondition(lambda self: self.functions)
    @rule(index=st.integers(0, 3), skew=skews)
    def let_a_slow_function_go(self, index: int, skew: int) -> None:
        """Let a slow function finish its writes."""
        self.set_clock(skew)
        self.functions.pop(index % len(self.functions)).let_go()

    @rule(span=st.sampled_from([*map(seconds, (1, 10, 29, 31, 59, 61, 3600)), HALF_A_YEAR]))
    def time_passes(self, span: timedelta) -> None:
        """Let time pass; end the functions and tombstones whose time is over."""
        then = self.time + span
        for function in [function for function in self.functions if function.until <= then]:
            self.functions.remove(function)
            self.clock.move_to(function.until)
            function.let_go()
        self.time = then
        if span == HALF_A_YEAR:
            self._expire()

    @rule(which=devices)
    def lose_the_cursor(self, which: int) -> None:
        """Forget the cursor."""
        self.devices[which].cursor, self.devices[which].has_more = None, False

    def _expire(self) -> None:
        """Delete the expired tombstones, as the engine does."""
        for kind in record_kinds().values():
            for record in kind.model.query(self.person.user_id, consistent_read=True):
                if record.deleted_at is not None and record.expires_at < self.time:
                    record.delete()
                    del self.store.states[self.person.user_id, kind.name, record.key]
                    self.met["tombstones expired"] += 1

    def teardown(self) -> None:
        """Sync for the last time, and compare."""
        try:
            self._end()
        finally:
            for function in self.functions:
                function.let_go()
            self._cleanup.close()
            # moto searches all its items at each query.
            for kind in record_kinds().values():
                for record in kind.model.query(self.person.user_id):
                    record.delete()

    def _end(self) -> None:
        while self.functions:
            self.functions.pop().let_go()
        for which, device in enumerate(self.devices):
            self._line(which)
            while device.outbox:
                device.send()
        held = self._held()
        for device in [*self.devices, Device(Line(self.person, self))]:
            device.sync()
            records = device.records()
            wrong = {key for key in {*records, *held} if records.get(key) != held.get(key)}
            assert not wrong, f"differs from the server: {sorted(wrong)}"
        assert not self.store.twice(), "a write was applied twice"
        assert not self.store.out_of_order(), "versions or times have gaps"
        self.expected.check(held)
        self.met.update(self.store.met)

    def _held(self) -> dict[Key, dict[str, Any]]:
        """Return the records in the tables."""
        return {
            (name, record.key): record_kinds()[name].serializer.of(record)
            for name in KEYS
            for record in record_kinds()[name].model.query(
                self.person.user_id, consistent_read=True
            )
            if record.deleted_at is None
        }


def measure(*, runs: int, steps: int, derandomize: bool = False) -> list[str]:
    """Run the machine this number of times; return the errors with their steps."""
    often = settings(
        max_examples=runs,
        stateful_step_count=steps,
        derandomize=derandomize,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(ThreeDevices, settings=often)
    except Exception as error:  # any other error counts as a miss too
        return [f"{type(error).__name__}: {error}", *getattr(error, "__notes__", [])]
    return []
