"""People whose pictures are hard to draw: what each has logged until today."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

from glowcycle.sandbox.people import PEOPLE as SANDBOX_PEOPLE

Body = dict[str, Any]
Record = tuple[str, Body]
"""The kind of a record, and its body as a phone sends it."""

BATCH = 100
FLOWS = ("light", "heavy", "medium", "medium", "spotting")
METRICS = ("radiance", "moisture", "texture", "pores", "darkCircles")
MOODS = ("😊", "🤩", "😌", "😤", "😣", "😢")
# A family, a flag, a skin tone and a heart of several characters, and words beside them.
MANY_MOODS = ("👩‍👩‍👧‍👦", "🏳️‍🌈", "🧘🏽‍♀️", "❤️‍🔥", "so-so", "🫠", "7", "calm & <b>clear</b>", *MOODS)
RIGHT_TO_LEFT = ("מרוצה", "متعبة قليلا", "\N{RIGHT-TO-LEFT OVERRIDE}esrever", "سعيدة", "עייפה")
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichenband"  # 64 letters


def _period(
    start: date, today: date, flows: Sequence[str] = FLOWS, **more: Any
) -> Iterator[Record]:
    for offset, flow in enumerate(flows):
        if (day := start + timedelta(days=offset)) <= today:
            symptoms = ["cramps"] if flow == "heavy" else []
            yield "period", {"date": str(day), "flow": flow, "symptoms": symptoms, **more}


def _cycles(today: date, lengths: Sequence[int], *, running: int, **more: Any) -> Iterator[Record]:
    """Yield the periods of these cycles, and of the running one, which is on this day."""
    start = today - timedelta(days=sum(lengths) + running - 1)
    for days in accumulate([0, *lengths]):
        yield from _period(start + timedelta(days=days), today, **more)


def _days(today: date, count: int, every: int) -> Iterator[tuple[int, date]]:
    for number in range(count):
        yield number, today - timedelta(days=number * every)


def _journal(
    days: Iterable[tuple[int, date]], moods: Sequence[str] = MOODS, **more: Any
) -> Iterator[Record]:
    for number, day in days:
        mood, energy = moods[number % len(moods)], (number * 37 + 11) % 101
        yield (
            "journal",
            {"date": str(day), "mood": mood, "energy": energy, "tags": ["sleep"], **more},
        )


def _skin(days: Iterable[tuple[int, date]]) -> Iterator[Record]:
    for number, day in days:
        scores = {name: (number * 13 + 20 * place) % 101 for place, name in enumerate(METRICS)}
        yield "skin", {"date": str(day), "metrics": scores}


def _life(today: date, *, days: int, journal: int, skin: int) -> Iterator[Record]:
    """Yield an entry every `journal` days and a scan every `skin` days, over the last `days`."""
    yield from _journal(_days(today, days // journal, journal))
    yield from _skin(_days(today, days // skin, skin))


def empty(today: date) -> Iterator[Record]:
    yield from ()


def one_day(today: date) -> Iterator[Record]:
    yield from _period(today, today, ["medium"])
    yield from _life(today, days=1, journal=1, skin=1)


def regular(today: date) -> Iterator[Record]:
    yield from _cycles(today, [28, 29, 28, 27, 28, 28, 29, 28], running=20)
    for day in (15, 14):  # of the cycle before today
        test_day = today - timedelta(days=48 - day)
        yield "period", {"date": str(test_day), "flow": "none", "ovulationTest": "positive"}
    yield from _life(today, days=120, journal=2, skin=5)


def irregular(today: date) -> Iterator[Record]:
    yield from _cycles(today, [24, 41, 31, 22, 38, 27, 45, 26, 33], running=12)
    yield from _life(today, days=200, journal=4, skin=9)


def late(today: date) -> Iterator[Record]:
    yield from _cycles(today, [28, 27, 28, 29, 28], running=47)
    yield from _life(today, days=60, journal=3, skin=10)


def ten_years(today: date) -> Iterator[Record]:
    lengths = [26 + (number * 7) % 6 for number in range(128)]
    yield from _cycles(today, lengths, running=9)
    yield from _life(today, days=3650, journal=18, skin=36)


def gaps(today: date) -> Iterator[Record]:
    """Log 62 days in a cycle, a period with a day left out, one day of 1999, long silences."""
    yield from _cycles(today, [28, 62, 29, 118, 30], running=25, cycleLength=29)
    yield from _period(today - timedelta(days=90), today, ["medium", "none", "light"])
    yield "period", {"date": "1999-12-31", "flow": "light"}
    silent = [today - timedelta(days=days) for days in (200, 199, 198, 105, 104, 12, 3, 0)]
    yield from _journal(enumerate(silent))
    yield "journal", {"date": str(today - timedelta(days=2)), "text": "No mood, no energy."}
    yield from _skin(enumerate(silent[1::2]))


def emoji_moods(today: date) -> Iterator[Record]:
    yield from _cycles(today, [30, 30, 31], running=8)
    yield from _journal(_days(today, 60, 1), MANY_MOODS)
    yield from _skin(_days(today, 12, 2))


def right_to_left(today: date) -> Iterator[Record]:
    yield from _cycles(today, [28, 30, 29], running=5, symptoms=[*RIGHT_TO_LEFT])
    text = "كان اليوم هادئا، ثم مشيت طويلا."
    yield from _journal(_days(today, 20, 2), RIGHT_TO_LEFT, text=text, tags=[*RIGHT_TO_LEFT])
    yield from _skin(_days(today, 6, 3))


def long_texts(today: date) -> Iterator[Record]:
    symptoms = [f"{number}{LONG_WORD}"[:64] for number in range(50)]
    yield from _cycles(today, [28, 28], running=3, symptoms=symptoms)
    moods = [LONG_WORD, "W" * 64, "a mood in many small words that go on until the end of the line"]
    text = f"{'A long day. ' * 200}{'X' * 400}"
    yield from _journal(_days(today, 9, 1), moods, text=text, tags=symptoms)
    yield from _skin(_days(today, 3, 1))


def _invented(name: str, today: date) -> Iterator[Record]:
    """Yield the log of a person of the sandbox."""
    yield from SANDBOX_PEOPLE[name].history.records(today)


def follows_her_cycle(today: date) -> Iterator[Record]:
    """Yield a journal and scans in which all follows her cycle, in words that are hard to draw."""
    cycles, length, running = 7, 28, 10
    yield from _cycles(today, [length] * cycles, running=running)
    start = today - timedelta(days=cycles * length + running - 1)
    for number in range(0, cycles * length, 2):
        day, is_near = start + timedelta(days=number), (number + 3) % length < 6
        tags = [LONG_WORD, *RIGHT_TO_LEFT[:3], "<b>"] if is_near else ["sleep"]
        value = (20 if is_near else 70) + number % 5
        yield "journal", {"date": str(day), "mood": "😊", "energy": value, "tags": tags}
        yield "skin", {"date": str(day), "metrics": dict.fromkeys(METRICS, value)}


def pill(today: date) -> Iterator[Record]:
    yield from _invented("pill", today)


def charting(today: date) -> Iterator[Record]:
    yield from _invented("charting", today)


def perimenopause(today: date) -> Iterator[Record]:
    yield from _invented("perimenopause", today)


def _stage(kind: str, start: date, end: date | None = None, **members: Any) -> Record:
    return "stage", {"kind": kind, "start": str(start), "end": end and str(end), **members}


def pregnant(today: date) -> Iterator[Record]:
    """Log a pregnancy near its due date, and bleeding in it."""
    yield from _cycles(today - timedelta(days=230), [28, 30], running=12)
    told, due = today - timedelta(days=190), today + timedelta(days=40)
    test = {"flow": "none", "pregnancyTest": "positive"}
    yield "period", {"date": str(told), **test}
    yield _stage("pregnancy", told, dueDate=str(due), basis="scan")
    yield from _period(today - timedelta(days=4), today, ["spotting", "light", "unspecified"])
    yield from _life(today, days=60, journal=4, skin=9)


def after_birth(today: date) -> Iterator[Record]:
    """Log a pregnancy, a birth and the bleeding after it."""
    born = today - timedelta(days=35)
    yield from _cycles(born - timedelta(days=280), [29, 28], running=1)
    birth = {"dueDate": str(born), "basis": "lastPeriod", "outcome": "birth"}
    yield _stage("pregnancy", born - timedelta(days=240), born, **birth)
    yield _stage("postpartum", born, birthDate=str(born), breastfeeding="partly")
    yield from _period(born, today, ["veryHeavy", *["heavy"] * 6, *["light"] * 9, "spotting"])
    yield from _life(today, days=30, journal=3, skin=9)


def implant(today: date) -> Iterator[Record]:
    """Log a method without a calendar, and bleeding in seven episodes of 90 days."""
    yield _stage("contraception", today - timedelta(days=200), method="implant")
    for days in range(2, 90, 13):
        flows = ["spotting", "light", "unspecified", "veryHeavy"][: 1 + days % 4]
        yield from _period(today - timedelta(days=days), today, flows)
    yield from _life(today, days=90, journal=5, skin=12)


def paused(today: date) -> Iterator[Record]:
    yield from _cycles(today, [28, 29, 28, 27], running=17)
    yield _stage("pause", today - timedelta(days=6))
    yield from _life(today, days=60, journal=3, skin=9)


PEOPLE: tuple[Callable[[date], Iterator[Record]], ...] = (
    *(empty, one_day, regular, irregular, late, ten_years, gaps),
    *(emoji_moods, right_to_left, long_texts, follows_her_cycle),
    *(pill, charting, perimenopause, pregnant, after_birth, implant, paused),
)


def operations(records: Iterable[Record]) -> Iterator[list[Body]]:
    """Yield the bodies of POST /sync that create these records: at most 100 in each."""
    found = [_create(kind, body, number) for number, (kind, body) in enumerate(records)]
    for first in range(0, len(found), BATCH):
        yield found[first : first + BATCH]


def _create(kind: str, body: Body, number: int) -> Body:
    name = body["date"] if kind == "period" else str(uuid5(NAMESPACE_OID, f"{kind} {number}"))
    record = {name: value for name, value in body.items() if name != "date" or kind != "period"}
    common = {"operationId": str(uuid4()), "kind": kind, "action": "create"}
    return {**common, "id": name, "record": record}
