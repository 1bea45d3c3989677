"""The matrix: each scope, each caller, each way to ask, and what of the marked life came out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, get_args
from uuid import uuid4

import time_machine
from django.urls import reverse
from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.person.shares import services
from glowcycle.person.shares.items import ShareItem
from glowcycle.person.shares.scopes import Scope
from tests.leak_matrix import life
from tests.leak_matrix.callers import JSON, Caller, Got
from tests.leak_matrix.marks import ALL, Mark, found
from tests.support.people import someone
from tests.support.phone import Phone
from tests.support.routes import ROUTES
from tests.support.shares import in_days, new_share, write

LIFE = timedelta(minutes=25)
"""How long a share lasts here: its cookie lives longer, so that its end alone closes it."""


@dataclass(frozen=True)
class Cell:
    """An answer to a caller: which marks it betrays, and which of them it may not."""

    scope: str
    caller: str
    got: Got
    marks: frozenset[Mark]
    leaks: frozenset[str]


@dataclass(frozen=True)
class World:
    """The person of the marked life, ids of hers that nobody may see, and another person's link."""

    phone: Phone
    ids: Sequence[str]
    calendar: str
    strangers: Caller


def make_world() -> World:
    """Store the life, a calendar of hers, and a share of somebody else that is open."""
    phone, stranger = someone(), someone()
    life.live(phone)
    made = phone.put("/me/calendar", {"title": "Glow"})
    assert made.status_code == 201, made.content
    secret = made.json()["url"].rpartition("/")[2].removesuffix(".ics")
    strangers = Caller("cookie of a stranger's share")
    strangers.open(_link(stranger, ["journalText"]))
    return World(phone, [*_ids(phone)], secret, strangers)


def cells_of(world: World, scope: Scope) -> Iterator[Cell]:
    """Yield a cell for each answer of one scope: the share is open, then expired, then revoked."""
    share = _share(world.phone, [scope], name="markname")
    path = reverse("shared", args=[share.secret])
    reader, other = Caller("reader"), Caller("cookie of another share")
    other.open(_link(world.phone, [each for each in _scopes() if each != scope]))
    assert reader.open(path).status_code == 303
    may = {mark for mark in ALL if scope in (*mark.shown, *mark.told)}
    yield from _cells(scope, "reader", reader.ask_all(path), may, world)
    yield from _cells(scope, "reader", reader.ask_refused(path), set(), world)
    for caller, asked in _closed(world, path, share.secret, reader, other):
        yield from _cells(scope, caller, asked, set(), world)
    with time_machine.travel(timezone.now() + LIFE + timedelta(seconds=1)):
        yield from _cells(scope, "expired", reader.ask_all(path), set(), world)
    with request_context.act_for_user(world.phone.user_id):
        key = share.share_id
        services.end_share(write=write(world.phone.user_id, key, None))
    yield from _cells(scope, "revoked", reader.ask_all(path), set(), world)
    yield from _cells(scope, "revoked, no cookie", Caller("new").ask_all(path), set(), world)


def _closed(
    world: World, path: str, secret: str, reader: Caller, other: Caller
) -> Iterator[tuple[str, Iterator[Got]]]:
    """Yield who has the link or the cookie, and not both of them, with what they get."""
    owner = Caller("owner", Authorization=f"Bearer {world.phone.token}")
    wrong = reverse("shared", args=["a" * len(secret)])
    of_calendar = reverse("shared", args=[world.calendar])
    yield "no cookie", Caller("new").ask_all(path)
    yield "owner, no cookie", owner.ask_all(path)
    yield other.name, Caller("x").take_cookies(other).ask_all(path)
    yield world.strangers.name, Caller("x").take_cookies(world.strangers).ask_all(path)
    yield "no secret", Caller("x").take_cookies(reader).ask_all(wrong)
    yield "calendar secret", Caller("x").take_cookies(reader).ask_all(of_calendar)
    calendar = f"/calendar/{secret}.ics"
    yield "at the calendar", iter([reader.ask("GET", calendar, JSON)])


def cells_elsewhere(world: World) -> Iterator[Cell]:
    """Yield what the reader of all scopes gets at every other address, by cookie and secret."""
    share = _share(world.phone, _scopes(), name="markname")
    reader = Caller("reader")
    reader.open(reverse("shared", args=[share.secret]))
    return _cells("all", "elsewhere", _elsewhere(world, share.secret or "", reader), set(), world)


def _elsewhere(world: World, secret: str, reader: Caller) -> Iterator[Got]:
    parts = {"user_id": world.phone.user_id, "day": str(life.LOGGED), "calendar_secret": secret}
    bearer = Caller("x", Authorization=f"Bearer {secret}").take_cookies(reader)
    for route in ROUTES:
        is_hers = not route.name.startswith(("shared", "schema"))
        if "GET" in route.offered and is_hers:
            names = {"entry_id", "scan_id", "stage_id", "photo_id", "import_id", "share_id"}
            path = route.at({**dict.fromkeys(names, world.ids[-1]), **parts, **_REST})
            for caller in (Caller("x").take_cookies(reader), bearer):
                yield caller.ask("GET", path, JSON)


_REST = {"name": "photo-analysis", "receipt_id": str(uuid4())}


def _cells(
    scope: str, caller: str, answers: Iterator[Got], may: set[Mark], world: World
) -> Iterator[Cell]:
    for got in answers:
        marks = frozenset(found(got.text))
        leaks = {mark.field for mark in marks - may}
        leaks |= {"an id or a time of hers" for text in world.ids if text in got.text}
        if caller != "reader" and "markname" in got.text:
            leaks.add("the name of the share")
        yield Cell(scope, caller, got, marks, frozenset(leaks))


def _ids(phone: Phone) -> Iterator[str]:
    """Yield her id, and what the service notes of her records."""
    yield phone.user_id
    for path in ("/period", "/journal", "/skin", "/period/stages"):
        for record in phone.get(f"{path}/user/me").json()["results"]:
            names = ("createdAt", "updatedAt", "etag", "entryId", "scanId", "stageId")
            yield from (record[name] for name in names if name in record)


def _scopes() -> Sequence[Scope]:
    return get_args(Scope)


def _share(phone: Phone, scope: Sequence[str], **content: Any) -> ShareItem:
    minutes = LIFE / timedelta(days=1)
    values = {"first": str(life.FIRST), "ends_at": in_days(minutes), **content}
    return new_share(phone.user_id, scope=[*scope], **values)


def _link(phone: Phone, scope: Sequence[str]) -> str:
    return reverse("shared", args=[_share(phone, scope, name="markothershare").secret])
