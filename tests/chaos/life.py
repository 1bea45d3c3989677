"""A life of three devices: the service with its faults around them, and how it ends."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import time_machine
from hypothesis.stateful import RuleBasedStateMachine

from glowcycle.records import record_kinds
from glowcycle.sandbox.identity import issue_token
from tests.chaos.edits import Edits
from tests.chaos.functions import PlannedStore, SlowFunction
from tests.chaos.places import Expected
from tests.chaos.store import KEYS
from tests.support import faults, phone_conflicts
from tests.support.bad_gateway import Line, Trouble, nothing
from tests.support.people import someone
from tests.support.phone_habits import KINDS, Habits
from tests.support.phone_requests import PATIENCE, Stopped
from tests.support.phone_store import Key
from tests.support.sync_phone import Device

START = datetime(2026, 3, 10, 12, tzinfo=UTC)
# Small, so that most syncs take several requests, with other requests in between.
BATCH, PAGE = 3, 2
HABITS = (
    Habits(batch=BATCH, limit=PAGE, kinds=KINDS, minimal=True),
    Habits(batch=BATCH, limit=1000, kinds=KINDS),
    Habits(batch=BATCH, limit=100, replaces=False),
)
# A deletion won over her change, or her create was applied and deleted since.
SETTLED = (404, 409, 412)
# A sync may meet the end of a budget, so that what she did is stored by the next one.
LAST_SYNCS = 5


class Crash(Exception):
    """The phone stops, and starts again with what it has saved."""


class Life(RuleBasedStateMachine):
    """A person with three devices; the last is of last year. `met` counts the events of all runs.

    time       the true time; the clock of each function differs from it by `skew` seconds
    functions  requests that are still running
    steps_left the number of steps after which the phone crashes; 0 for never
    """

    met: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.met["runs"] += 1
        self.time, self.skew, self.steps_left = START, 0, 0
        self.functions, self.photos = list[SlowFunction](), set[Key]()
        self.expected, self.edits = Expected(), Edits()
        self._cleanup = ExitStack()
        travel = time_machine.travel(START - timedelta(days=1), tick=False)
        self.clock = self._cleanup.enter_context(travel)
        self.store = self._cleanup.enter_context(PlannedStore().in_between())
        self.person = someone()
        self.devices = [self._device(habits) for habits in HABITS]
        self._sign_in()
        self.devices[2].choose = phone_conflicts.as_last_year

    def _device(self, habits: Habits) -> Device:
        line = Line(self.person, met=self.met, before=self.set_clock, heard=self.edits.hear)
        device = Device(line, habits)
        device.store.reach = self._reach
        return device

    def _sign_in(self) -> None:
        """Get a token for the person and all devices, as apps do from time to time."""
        token = issue_token(user_id=self.person.user_id, lifetime=timedelta(days=300))
        for phone in (self.person, *(device.phone for device in self.devices)):
            phone.token = token

    def _reach(self, _place: str) -> None:
        self.steps_left -= 1
        if self.steps_left == 0:
            raise Crash

    def set_clock(self) -> None:
        """Advance the time, and set the clock to that of the function which is reached next."""
        self.time += timedelta(milliseconds=1)
        self.clock.move_to(self.time + timedelta(seconds=self.skew))

    def pass_time(self, span: timedelta) -> None:
        """Let time pass; end the functions whose time is over."""
        then = self.time + span
        for function in [function for function in self.functions if function.until <= then]:
            self.functions.remove(function)
            self.clock.move_to(function.until)
            function.let_go()
        self.time = then
        if span > timedelta(days=1):
            self.set_clock()
            self._sign_in()

    def expire(self) -> None:
        """Delete the expired records and tombstones, as the engine does."""
        for kind in record_kinds().values():
            for record in kind.model.query(self.person.user_id, consistent_read=True):
                if record.expires_at is not None and record.expires_at < self.time:
                    record.delete()
                    del self.store.states[self.person.user_id, kind.name, record.key]
                    self.met["records expired"] += 1

    @contextmanager
    def crashing(self, which: int, after: int) -> Iterator[None]:
        """Let the device crash after `after` steps, and start it again; 0 for no crash."""
        self.steps_left = after
        try:
            yield
        except Crash:
            self.met["crashes"] += 1
            device = self.devices[which]
            device.store = device.store.after_crash()
        self.steps_left = 0

    def attempt(
        self,
        which: int,
        work: Callable[[], Any],
        *,
        trouble: Trouble = nothing,
        bad_day: tuple[int, int, faults.Fault] = (0, 0, faults.none),
        skew: int = 0,
        crash: int = 0,
    ) -> None:
        """Let the device work until it is done, something fails, or it crashes."""
        well, failing, fault = bad_day
        device = self.devices[which]
        line: Any = device.phone
        line.trouble, self.skew, device.patience = trouble, skew, 1
        self.store.plan = [faults.none] * well + [fault] * failing
        with self.crashing(which, crash), suppress(Stopped):
            work()
        line.trouble, self.skew, device.patience, self.store.plan = nothing, 0, PATIENCE, []

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
        for device in self.devices:
            for _ in range(LAST_SYNCS):
                if device.store.outbox or device.store.photos:
                    device.sync()
            assert [*device.store.outbox, *device.store.photos] == [], "something was never stored"
            refused = [t for t in device.store.told if t["problem"]["status"] not in SETTLED]
            assert refused == [], f"what no phone may send: {refused}"
        held = self._held()
        for device in [*self.devices, self._device(Habits())]:
            device.sync()
            records = device.store.records()
            wrong = {key for key in {*records, *held} if records.get(key) != held.get(key)}
            assert not wrong, f"differs from the server: {sorted(wrong)}"
        assert not self.store.twice(), "a write was applied twice"
        assert not self.store.out_of_order(), "versions or times have gaps"
        self.expected.check(held)
        for (_, *key), states in self.store.states.items():
            kind, name = key
            if kind not in self.expected.expired:
                is_known = self.edits.check((kind, name), states, held.get((kind, name)))
                self.met["records made again"] += is_known
        self.met.update(self.store.met)

    def _held(self) -> dict[Key, dict[str, Any]]:
        """Return the records in the tables."""
        return {
            (name, record.key): record_kinds()[name].serializer.of(record)
            for name in KEYS
            for record in record_kinds()[name].model.query(
                self.person.user_id, consistent_read=True
            )
            if not record.is_gone
        }
