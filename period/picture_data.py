"""What stands behind the pictures of other apps."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from period.domain.cycles import MAX_CYCLE_DAY
from period.services import list_cycles


def cycles_behind(*, user_id: str, days: Sequence[date]) -> dict[str, Any]:
    """Return the cycles in which those days lie, as /period/cycles answers them: one query."""
    from period.output_serializers import CyclesSerializer  # which no other request needs

    found = list_cycles(
        user_id=user_id,
        first=min(days) - timedelta(days=MAX_CYCLE_DAY),
        last=max(days),
        today=timezone.now().date(),
    )
    return CyclesSerializer.of(found)
