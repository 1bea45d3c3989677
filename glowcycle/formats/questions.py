"""What only she can tell of a file: the questions that several formats share."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from glowcycle.formats.history import BLEEDING, History, Option, Question
from glowcycle.sentences import sentence

SPOTTING: Final = "spotting"
KEEP: Final = "keep"
FACES: Final = {"great": "🤩", "good": "😊", "soso": "😐", "bad": "😣", "awful": "😢"}
# Nobody answers more. The moods beyond them keep their names.
MAX_MOODS: Final = 50
MAX_MOOD_LENGTH: Final = 64

_DAY: Final = timedelta(days=1)
# After two days without bleeding at most it goes on, so no period begins with it.
LONGEST_BRIDGE: Final = 3 * _DAY
# Bleeding that begins sooner after other bleeding began may be no period at all.
_CERTAIN_GAP: Final = 18 * _DAY


def ask_spotting(history: History) -> None:
    """Ask once for the whole file whether periods begin with the spotting on the day before.

    The preview asks this of each file, whatever its format.

    Unless she says so they begin with the bleeding, as everywhere in the service. A file that says
    itself where a period begins, or that it does not say so, is asked nothing of these days.
    """
    days = [*_spotting_before_bleeding(history)]
    if not days:
        return
    history.questions[SPOTTING] = Question(
        id=SPOTTING,
        text=sentence(
            "On some days before your bleeding began you logged spotting. Does your period begin "
            "with the spotting?"
        ),
        options={
            "no": Option(label=sentence("No, it begins with the bleeding.")),
            "yes": Option(
                label=sentence("Yes, it begins on the day before."), changes={"startsPeriod": True}
            ),
        },
        assumed="no",
    )
    for day in days:
        history.ask_on(day, SPOTTING)


def ask_mood(history: History, mood: str) -> tuple[str, ...]:
    """Ask once for each name whether a mood that she named keeps it, or is one of five faces.

    Return the question for the `asks` of the record. Unless she says so it keeps its name.
    """
    question = f"mood:{mood}"
    if question not in history.questions:
        is_full = sum(each.startswith("mood:") for each in history.questions) >= MAX_MOODS
        if is_full or len(mood) > MAX_MOOD_LENGTH:
            return ()
        keep = Option(label=sentence("Keep “{name}”", name=mood))
        faces = {name: Option(label=face, changes={"mood": face}) for name, face in FACES.items()}
        history.questions[question] = Question(
            id=question,
            text=sentence("Which face is your mood “{name}”?", name=mood),
            options={KEEP: keep, **faces},
            assumed=KEEP,
        )
    return (question,)


def _spotting_before_bleeding(history: History) -> Iterator[date]:
    """Yield the days with spotting right before bleeding that begins a period beyond doubt."""
    began = ended = before = None
    for day in sorted(history.days):
        if _flow(history, day) in BLEEDING:
            if ended is None or day - ended > LONGEST_BRIDGE:
                is_certain = began is None or day - began >= _CERTAIN_GAP
                if is_certain and before and _is_open(history, before, day):
                    yield before
                began = day
            ended = day
        before = day


def _is_open(history: History, before: date, start: date) -> bool:
    """Return whether spotting came right before that first day, and nothing is said of either."""
    said = {*history.days[before].values, *history.days[start].values}
    is_spotting = _flow(history, before) == "spotting"
    return is_spotting and start - before == _DAY and "startsPeriod" not in said


def _flow(history: History, day: date) -> str | None:
    flow: str | None = history.days[day].values.get("flow")
    return flow
