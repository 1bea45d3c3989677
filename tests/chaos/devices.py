"""Three devices of one person, often offline, hold the server's records after the last sync.

Each is a phone of docs/sync.md; one is of last year. On the way: edits, deletions that she takes
back, photos, edits by the records' own addresses; faults of the store, the gateway and the line;
functions with different clocks, some of which write after others have read; phones that crash or
lose their cursor; records and tombstones that expire.
"""

from datetime import timedelta
from functools import cache, partial
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from tests.chaos.functions import SlowFunction
from tests.chaos.life import BATCH, HABITS, START, Life
from tests.chaos.places import KINDS, OWN, SHARED, content_of, edit_online
from tests.support import faults
from tests.support.bad_gateway import TROUBLES, nothing
from tests.support.images import encoded
from tests.support.phone_requests import OK
from tests.support.phone_store import Key
from tests.support.portrait import portrait
from tests.support.retention_choices import FOREVER

# The service assumes that a function lives at most 30 s and two clocks differ by at most 30 s.
LIFE = timedelta(seconds=30)
SKEW = 15
HALF_A_YEAR = timedelta(days=181)
FORTY_DAYS = timedelta(days=40)
MOST_PHOTOS = 2
Edit = tuple[str, str]

seconds = partial(timedelta, 0)
devices = st.integers(0, 2)
kinds = st.sampled_from(KINDS)
numbers = st.integers(1, 3)
EDITS = ("change", "change", "delete")
own_edits = st.lists(st.tuples(kinds, st.sampled_from(EDITS)), min_size=1, max_size=4)
# The number of store calls that succeed, the number that then fail, and the fault.
bad_days = st.tuples(
    st.integers(0, 3),
    st.integers(0, 4),
    st.sampled_from([faults.lost, faults.throttled, faults.failing, faults.unreachable]),
)
bad_luck = st.fixed_dictionaries(
    {
        "bad_day": st.one_of(st.just((0, 0, faults.none)), bad_days),
        "trouble": st.one_of(st.just(nothing), st.sampled_from(TROUBLES)),
        "skew": st.integers(-SKEW, SKEW),
        "crash": st.one_of(st.just(0), st.integers(0, 12)),
    }
)
works = st.sampled_from(["send", "take", "take_page", "sync"])


@cache
def _selfie() -> bytes:
    return encoded(portrait().crop((140, 30, 320, 260)), "JPEG")


class ThreeDevices(Life):
    """The rules of the state machine."""

    def __init__(self) -> None:
        super().__init__()
        self.number, self.kept = 0, dict[str, int]()

    @initialize(edits=own_edits)
    def begin(self, edits: list[Edit]) -> None:
        """Start with records of each device, which all know, and further edits."""
        for which in range(3):
            self.edit_her_own(which, [(kind, "create") for kind in KINDS], 0)
            self.devices[which].sync()
            self.edit_her_own(which, edits, 0)

    @rule(which=devices, edits=own_edits, crash=st.integers(0, 8))
    def edit_her_own(self, which: int, edits: list[Edit], crash: int) -> None:
        """Edit records that no other device edits; what she deleted, she takes back."""
        for kind, action in edits:
            key = kind, OWN[which][kind]
            self.number += 1
            if self.devices[which].store.sees(key):
                self._edit(which, action, key, self.number, crash)
            elif self._may_create(which, key):
                self._edit(which, "create", key, self.number, crash)

    def _may_create(self, which: int, key: Key) -> bool:
        """Return whether the device may create the record: also to take a deletion back."""
        is_undo = HABITS[which].replaces and key in self.devices[which].store.base
        self.met["deletions taken back"] += is_undo
        return is_undo or self.expected.may_create(key)

    @rule(which=devices, action=st.sampled_from(["create", *EDITS]), kind=kinds, number=numbers)
    def edit_a_shared_one(self, which: int, action: str, kind: str, number: int) -> None:
        """Edit a record that the other devices edit too."""
        self._edit(which, action, (kind, SHARED[kind]), number, 0)

    def _edit(self, which: int, action: str, key: Key, number: int, crash: int) -> None:
        content, before = content_of(key[0], action, number), len(self.devices[which].store.outbox)
        with self.crashing(which, crash):
            self.devices[which].note(action, *key, **content)
        if len(self.devices[which].store.outbox) > before:
            self.expected.note(action, key, content)
            self.met["edits"] += 1

    @rule(action=st.sampled_from(["create", *EDITS]), kind=kinds, number=numbers)
    def edit_a_shared_one_online(self, action: str, kind: str, number: int) -> None:
        """Edit a shared record by its own address, as a web app does."""
        self.set_clock()
        key, content = (kind, SHARED[kind]), content_of(kind, action, number)
        record_key = (self.person.user_id, *key)
        before = len(self.store.states.get(record_key, ()))
        edit_online(self.person, action, key, content)
        states = self.store.states.get(record_key, [])
        if len(states) > before:
            self.edits.note(action, key, content, etag=states[-1].write_id)
            self.met["edits online"] += 1

    @precondition(lambda self: len(self.photos) < MOST_PHOTOS)
    @rule(which=devices)
    def take_a_photo(self, which: int) -> None:
        """Take a photo, to be measured when there is a network."""
        name = str(UUID(int=100 + len(self.photos), version=4))
        store = self.devices[which].store
        store.note_photo(_selfie(), scan_id=name, day="2026-03-01", keep=False)
        self.photos.add(("skin", name))

    @rule(which=devices, work=works, luck=bad_luck)
    def go_online(self, which: int, work: str, luck: dict[str, Any]) -> None:
        """Send, take, or both, until something fails."""
        self.attempt(which, getattr(self.devices[which], work), **luck)

    @rule(which=devices, most=st.integers(1, 2))
    def send_too_much(self, which: int, most: int) -> None:
        """Send through a gateway that lets few operations pass."""
        line: Any = self.devices[which].phone
        line.most = most
        self.attempt(which, self.devices[which].send)
        line.most = None

    @rule(which=devices)
    def sync_with_an_old_token(self, which: int) -> None:
        """Sync while the token is no longer good: the phone keeps everything."""
        device, line = self.devices[which], self.devices[which].phone
        before = device.store.saved
        line.signed_in = False  # type: ignore[attr-defined]  # a Line
        self.attempt(which, device.sync)
        line.signed_in = True  # type: ignore[attr-defined]  # as above
        assert device.store.saved == before

    @rule(which=devices, before_write=st.integers(1, BATCH), skew=st.integers(-SKEW, SKEW))
    def send_to_a_slow_function(self, which: int, before_write: int, skew: int) -> None:
        """Send one batch; the phone gives up before the function writes."""
        operations = [{**operation} for operation in self.devices[which].store.outbox[:BATCH]]
        if not operations:
            return

        def work() -> None:
            answer = self.person.send("POST", "/sync", {"operations": operations})
            if answer.status_code == OK:
                self.edits.hear(operations, answer.json()["results"])

        self.skew = skew
        self.set_clock()
        function = SlowFunction(work, before_write=before_write, until=self.time + LIFE)
        self.functions.append(function)
        self.skew = 0
        self.met["delayed writes"] += 1

    @precondition(lambda self: self.functions)
    @rule(index=st.integers(0, 3), skew=st.integers(-SKEW, SKEW))
    def let_a_slow_function_go(self, index: int, skew: int) -> None:
        """Let a slow function finish its writes."""
        self.skew = skew
        self.set_clock()
        self.functions.pop(index % len(self.functions)).let_go()
        self.skew = 0

    @rule(
        span=st.sampled_from(
            [*map(seconds, (1, 10, 29, 31, 59, 61, 3600)), FORTY_DAYS, HALF_A_YEAR]
        )
    )
    def time_passes(self, span: timedelta) -> None:
        """Let time pass: functions end, and records and tombstones expire."""
        self.pass_time(span)
        if span >= FORTY_DAYS:
            for kind in self.kept:
                self.expected.expire(kind)
        if span == HALF_A_YEAR:
            self.expire()

    @precondition(lambda self: not self.kept)
    @rule(kind=kinds)
    def keep_for_a_month(self, kind: str) -> None:
        """Let her records of a kind expire after thirty days."""
        self.kept[kind] = 30
        if self.time > START + FORTY_DAYS:
            self.expected.expire(kind)
        for _ in range(9):
            self.set_clock()
            answer = self.person.put("/me/retention", {**FOREVER, **self.kept})
            if answer.status_code == 200:
                return
            self.pass_time(seconds(int(answer.headers["Retry-After"])))
        raise AssertionError("the choice is never applied to all records")

    @rule(which=devices, cursor=st.sampled_from([None, "of another secret"]))
    def lose_the_cursor(self, which: int, cursor: str | None) -> None:
        """Forget the cursor, or hold one that is no longer good."""
        store = self.devices[which].store
        store.cursor, store.has_more, store.received = cursor, False, None
        store.save()


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
