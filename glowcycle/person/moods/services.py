"""Reads her own order of moods for what rests on it."""

from collections.abc import Sequence

from glowcycle.person import person_records
from glowcycle.person.moods.items import MoodsItem


def read_order(*, user_id: str) -> tuple[Sequence[str], list[MoodsItem]]:
    """Return her moods, the best first, and the remains of an order that cannot be read.

    It has no moods where she has no order of her own. One read. Raise Unavailable.
    """
    item = person_records.read(MoodsItem, user_id=user_id)
    if item is None or item.is_unreadable:
        return (), [item] if item else []
    return [str(mood) for mood in item.moods or ()], []
