"""The suggested moods, and the order in which moods are always shown."""

from collections.abc import Iterable, Sequence

from glowcycle.spelling import word_key

SUGGESTED_MOODS = ("😊", "🤩", "😌", "😤", "😣", "😢")


def in_order(moods: Iterable[str], *, order: Sequence[str] = SUGGESTED_MOODS) -> list[str]:
    """Return each mood once: those of the order first, then all others by their letters.

    Other spellings of a mood of the order stand beside it.
    """
    places = {word_key(mood): place for place, mood in enumerate(order)}
    return sorted(
        set(moods),
        key=lambda mood: (places.get(word_key(mood), len(places)), mood.casefold(), mood),
    )
