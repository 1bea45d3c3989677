"""Ten thousand writes with lost answers and throttles, beside a model of the expected records.

The phone repeats each write as docs/api.md says until its answer arrives: a create with its own id,
with an Idempotency-Key or in POST /sync; a change or a delete in the last two ways.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tqdm import tqdm

from tests.chaos.compare import Differences, Held, compare
from tests.chaos.line import BadLine
from tests.chaos.store import KEYS, Store
from tests.support.phone import Phone
from tests.support.phone_requests import insist
from tests.support.phone_store import Key
from tests.support.sync_phone import Device

LOST, THROTTLED, COPIED = 0.2, 0.1, 0.05

FIRST_DAY = date(1990, 1, 1)
FLOWS = ("none", "spotting", "light", "medium", "heavy")
METRICS = ("radiance", "moisture", "texture", "pores", "darkCircles")
# Values of the fields that the phone left out.
DEFAULTS: dict[str, dict[str, Any]] = {
    "journal": {"mood": None, "energy": None, "text": None, "tags": [], "cycleDay": None},
    "period": {"symptoms": [], "ovulationTest": None, "cycleLength": None},
    "skin": {"cycleDay": None},
}
MOST_IN_A_BATCH = 8


@dataclass
class Life:
    """One person who writes records, and the model of her records."""

    phone: Phone
    line: BadLine
    dice: random.Random
    model: dict[Key, Held] = field(default_factory=dict)
    writes: int = 0
    days: int = 0

    def write(self) -> None:
        """Make one write, or a batch with POST /sync, and repeat it until it is answered."""
        self.dice.choice((self._create, self._create, self._change, self._delete, self._batch))()

    def _create(self) -> None:
        kind, extra = self.dice.choice([*KEYS]), self._idempotency_key()
        if kind == "period":
            day, body = self._free_day(), self._content(kind)
            if self.dice.random() < 0.5:
                answer = self._send("PUT", f"/period/{day}", body, **extra, If_None_Match="*")
            else:
                answer = self._send("POST", "/period", {**body, "date": day}, **extra)
            assert answer.status_code in (200, 201), answer.content
            self._created(kind, day, body, answer)
            return
        body = self._content(kind)
        own = {KEYS[kind]: self._uuid()}
        if self.dice.random() < 0.5:
            answer = self._send("POST", f"/{kind}", {**body, **own})
        else:
            answer = self._send("POST", f"/{kind}", body, **extra)
        assert answer.status_code == 201, answer.content
        self._created(kind, answer.json()[KEYS[kind]], body, answer)

    def _change(self) -> None:
        kind, name = self._living()
        held, extra = self.model[kind, name], self._idempotency_key()
        whole = self.dice.random() < 0.3
        body = self._content(kind) if whole else self._part(kind)
        if self.dice.random() < 0.2:
            self._refused(kind, name, body)
            return
        if self.dice.random() < 0.5:
            extra["If_Match"] = f'"{held.etag}"'
        answer = self._send("PUT" if whole else "PATCH", f"/{kind}/{name}", body, **extra)
        assert answer.status_code == 200, answer.content
        kept = DEFAULTS[kind] if whole else held.content or {}
        self._hold(kind, name, {**kept, **body}, answer.headers["ETag"])

    def _refused(self, kind: str, name: str, body: Any) -> None:
        extra = {**self._idempotency_key(), "If_Match": '"an-older-state"'}
        answer = self._send("PATCH", f"/{kind}/{name}", body, **extra)
        assert answer.status_code == 412, answer.content
        assert answer.headers["ETag"] == f'"{self.model[kind, name].etag}"'

    def _delete(self) -> None:
        kind, name = self._living()
        extra = self._idempotency_key()
        if self.dice.random() < 0.5:
            extra["If_Match"] = f'"{self.model[kind, name].etag}"'
        answer = self._send("DELETE", f"/{kind}/{name}", **extra)
        assert answer.status_code == 204, answer.content
        self._hold(kind, name, None, None)

    def _batch(self) -> None:
        """Queue some offline operations, often on the same record, and send them together."""
        phone = Device(self.line)
        if self.dice.random() < 0.5:  # without an etag her change replaces any state
            phone.store.base = {
                key: {"etag": held.etag, "updatedAt": ""} for key, held in self.model.items()
            }
        for _ in range(self.dice.randint(2, MOST_IN_A_BATCH)):
            self._offline(phone)
        self.writes += len(phone.store.outbox)
        while phone.store.outbox:
            phone.send()
        for key, change in phone.store.base.items():
            self.model[key].etag = change["etag"]

    def _offline(self, phone: Device) -> None:
        # Create nothing online here: no phone lets it overtake its outbox.
        has_none = all(held.content is None for held in self.model.values())
        if has_none or self.dice.random() < 0.4:
            kind = self.dice.choice([*KEYS])
            name, body = self._free_day() if kind == "period" else self._uuid(), self._content(kind)
            phone.note("create", kind, name, **body)
            self._hold(kind, name, {**DEFAULTS[kind], **body}, None)
            return
        lately = [(operation["kind"], operation["id"]) for operation in phone.store.outbox]
        lately = [key for key in lately if self.model[key].content is not None]
        kind, name = self.dice.choice(lately) if lately else self._living()
        content = self.model[kind, name].content or {}
        if self.dice.random() < 0.2:
            phone.note("delete", kind, name)
            self._hold(kind, name, None, None)
        else:
            part = self._part(kind)
            phone.note("change", kind, name, **part)
            self._hold(kind, name, {**content, **part}, None)

    def _send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        self.writes += 1
        return insist(self.line, method, path, body, **headers)

    def _created(self, kind: str, name: str, body: Any, answer: Any) -> None:
        self._hold(kind, name, {**DEFAULTS[kind], **body}, answer.headers["ETag"])

    def _hold(self, kind: str, name: str, content: Any, etag: str | None) -> None:
        before = self.model.get((kind, name))
        version = before.version + 1 if before else 1
        self.model[kind, name] = Held(content, version, etag and etag.strip('"'))

    def _living(self) -> Key:
        """Return a record that is not deleted; create one if there is none."""
        while not (
            present := [key for key, held in self.model.items() if held.content is not None]
        ):
            self._create()
        return self.dice.choice(present[-30:])

    def _free_day(self) -> str:
        """Return a day without a log: mostly a new one, sometimes a deleted one."""
        deleted = [
            name for (kind, name), h in self.model.items() if kind == "period" and h.content is None
        ]
        if deleted and self.dice.random() < 0.3:
            return self.dice.choice(deleted)
        self.days += 1
        return str(FIRST_DAY + timedelta(days=self.days))

    def _idempotency_key(self) -> dict[str, str]:
        return {"Idempotency_Key": self._uuid()}

    def _uuid(self) -> str:
        return str(UUID(int=self.dice.getrandbits(128), version=4))

    def _content(self, kind: str) -> dict[str, Any]:
        day, number = {"date": "2026-03-01"}, self.dice.randint(1, 99)
        return {
            "journal": {**day, "energy": number, "text": self._uuid(), "tags": [f"t{number}"]},
            "period": {"flow": self.dice.choice(FLOWS), "symptoms": [f"s{number}"]},
            "skin": {**day, "metrics": dict.fromkeys(METRICS, number)},
        }[kind]

    def _part(self, kind: str) -> dict[str, Any]:
        number = self.dice.randint(1, 99)
        parts: dict[str, list[dict[str, Any]]] = {
            "journal": [{"energy": number}, {"mood": "😌"}, {"tags": []}, {"cycleDay": number}],
            "period": [{"flow": self.dice.choice(FLOWS)}, {"cycleLength": 10 + number}],
            "skin": [{"cycleDay": number}, {"metrics": dict.fromkeys(METRICS, number)}],
        }
        return self.dice.choice(parts[kind])


@dataclass(frozen=True)
class Outcome:
    """The number of writes, the faults, and the differences between service and model."""

    writes: int
    met: Counter[str]
    differences: Differences
    applied_twice: int


def measure(people: list[Phone], *, writes: int, seed: int) -> Outcome:
    """Let these people make this number of writes, with 20 % lost answers and 10 % throttles."""
    dice = random.Random(seed)
    store = Store(dice, lost=LOST, throttled=THROTTLED)
    lives = [
        Life(phone, BadLine(phone, dice=dice, lost=LOST, copied=COPIED), dice) for phone in people
    ]
    with store.in_between(), tqdm(total=writes, unit="write", leave=False) as bar:
        while (done := sum(life.writes for life in lives)) < writes:
            dice.choice(lives).write()
            bar.update(sum(life.writes for life in lives) - done)
    met = sum((life.line.met for life in lives), store.met)
    total = Differences([], [])
    for life in tqdm(lives, unit="person", leave=False):
        compare(life.phone, expected=life.model, into=total)
    return Outcome(sum(life.writes for life in lives), met, total, store.twice())
