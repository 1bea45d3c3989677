"""The suggested moods, and the order in which moods are always shown."""

from collections.abc import Iterable, Sequence

SUGGESTED_MOODS = ("😊", "🤩", "😌", "😤", "😣", "😢")


def in_order(moods: Iterable[str], *, order: Sequence[str] = SUGGESTED_MOODS) -> list[str]:
    """Return each mood once: those of the order first, then all others by their letters."""
    places = {mood: place for place, mood in enumerate(order)}
    return sorted(
        set(moods), key=lambda mood: (places.get(mood, len(places)), mood.casefold(), mood)
    )
