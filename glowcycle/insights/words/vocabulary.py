"""The words for what a fact tells of: outcomes, windows, units, directions.

They are parts of the rules of `rules`, in the same notation.
"""

from collections.abc import Mapping
from typing import Final

from glowcycle.insights.domain.cycles import WindowName

SUBJECTS: Final[Mapping[str, str]] = {
    "energy": "{your energy [level] | energy}",
    "mood": "{your mood | mood}",
    "pain": "{your pain | pain | the pain you logged}",
    "radiance": "<score> radiance",
    "moisture": "<score> moisture",
    "texture": "<score> texture",
    "pores": "<score> pores",
    "darkCircles": "<score> dark circles",
}
"""What is told of, by the subject of a fact. Any other subject is a placeholder."""

PLACES: Final[Mapping[WindowName, str]] = {
    "perimenstrual": "{[{in | on} the [six] days] around {your period | the start of your period}"
    " | {in | on} the <three> days before your period and its first <three> days"
    " | {in | on} the <three> days before and the first <three> days of your period}",
    "premenstrual": "{[{in | on} the [four] days] {4 to 7 | four to seven} days before your period"
    " | between {4 and 7 | four and seven} days before your period}",
    "midCycle": "{[{in | on} the [five] days] around [your] ovulation"
    " | {in | around} the middle of your cycle | at mid-cycle"
    " | within <two> days of [your] ovulation}",
}
SPANS: Final[Mapping[WindowName, str]] = {
    "perimenstrual": "[{in | on} the [six] days] from <three> days before your period"
    " to its third day",
    "premenstrual": "[{in | on} the [four] days] from {seven to four | 7 to 4} days before"
    " your period",
    "midCycle": "[{in | on} the [five] days] from <two> days before [your] ovulation"
    " to <two> days after {it | ovulation}",
}
"""When, by window. "It fell from day to day" would say more than the window does: see `moved`."""

UNTESTED: Final[Mapping[WindowName, str]] = {
    "perimenstrual": "around your period",
    "premenstrual": "{from seven to four | from 7 to 4 | 4 to 7 | four to seven}"
    " days before your period",
    "midCycle": "around [your] ovulation",
}

UNITS: Final = {
    "points": ("point", "points", "of 100"),
    "score": ("point", "points", "of 100"),
    "pain": ("point", "points", "of 10"),
    "steps": ("step", "steps", "of five"),
    "share": ("", "", ""),
}
"""The noun of one and of several, and its scale. A share is told as days of 100."""

MOVED: Final = {
    "lower": "{fell | dropped | dipped | sank | went down | falls | drops | dips | sinks"
    " | goes down}",
    "higher": "{rose | climbed | went up | rises | climbs | goes up}",
}
BESIDE: Final = {"lower": "below", "higher": "above"}
OFTEN: Final = {
    "lower": "{less often | less frequently}",
    "higher": "{more often | more frequently}",
}
COMMON: Final = {
    "lower": "{less common | less frequent}",
    "higher": "{more common | more frequent}",
}
MORE: Final = {"lower": "fewer", "higher": "more"}
