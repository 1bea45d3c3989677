"""Whatever she does and whenever: a 304 is sent only where the answer that is kept is right."""

import random
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle.sandbox.identity import issue_token
from tests.support.conditional_answers import READS, without_cursors
from tests.support.people import someone
from tests.support.sync_operations import BODIES, operation, send

STEPS = 40
PAUSES = (0, 0.5, 20, 59, 60, 61, 200, 4000)  # seconds, on both sides of SETTLE


class Life:
    """A person whose phone logs, changes, deletes and brings back records at random."""

    def __init__(self, dice):
        self.phone, self.dice, self.states = someone(), dice, {}
        self.phone.token = issue_token(user_id=self.phone.user_id, lifetime=timedelta(days=60))

    def act(self):
        kind = self.dice.choice(sorted(BODIES))
        name = self._name(kind)
        created, change = BODIES[kind]
        day = self._day(name)
        dated = {"period": {}, "stage": {"start": day}}.get(kind, {"date": day})
        if kind == "stage":
            change = {"end": str(timezone.now().date())}
        tag, is_deleted = self.states.get((kind, name), (None, True))
        action = "create" if is_deleted else self.dice.choice(["create", "change", "delete"])
        record = {"create": {**created, **dated}, "change": change, "delete": None}[action]
        state = {"ifMatch": tag} if tag else {}
        [result] = send(self.phone, operation(kind, action, name, record, **state))
        assert result["status"] == "applied", result
        self.states[kind, name] = result["etag"], action == "delete"

    def _name(self, kind):
        if kind == "period":
            return self._day(self.dice.random())
        return f"{self.dice.randrange(5):08}-0000-4000-8000-{len(kind):012}"

    def _day(self, seed):
        back = random.Random(str(seed)).randrange(60)
        return str(timezone.now().date() - timedelta(days=back))


@pytest.mark.parametrize("seed", range(2))
def test_a_304_is_never_wrong(seed):
    dice, kept, repeated = random.Random(seed), {}, 0
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    with time_machine.travel(noon, tick=False) as clock:
        her = Life(dice)
        for _ in range(STEPS):
            if dice.random() < 0.6:
                her.act()
            for path in dice.sample(sorted(READS), 3):
                address = path.format(her.phone.user_id)
                tag, content = kept.get(path, ("", b""))
                answer = her.phone.get(address, If_None_Match=tag)
                fresh = her.phone.get(address)
                if answer.status_code == 304:
                    repeated += 1
                    assert content == without_cursors(fresh), path
                kept[path] = fresh.headers["ETag"], without_cursors(fresh)
            clock.shift(timedelta(seconds=dice.choice(PAUSES)))
    assert repeated > 10
