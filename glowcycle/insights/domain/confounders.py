"""What else may make a difference between the windows of her cycle."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from glowcycle.insights.domain.cycles import WindowName

ConfounderCode: TypeAlias = Literal["light", "time_of_day", "new_product", "analyzer_changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confounder:
    """Something that changed together with the cycle, or amid the cycles that count.

    `window` is where it differs from her other days, `day` when it began, `name` her own word for
    it; each is None where it says nothing.
    """

    code: ConfounderCode
    window: WindowName | None = None
    day: date | None = None
    name: str | None = None
