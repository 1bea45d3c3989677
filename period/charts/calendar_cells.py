"""The markup of the days of a month.

It is written here, since a template would take a tenth of a second for the days of half a year.
"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.html import escape

from glowcycle.charts.palette import PALETTE
from period.charts.calendar_day import DayLook

CELL_WIDTH, CELL_HEIGHT = 45.5, 40
BOX = "M1 1h43.5v38H1z"
EDGED_BOX = "M1.5 1.5h42.5v37H1.5z"
FILLS = {
    **{flow: PALETTE[flow] for flow in ("heavy", "medium", "light")},
    "veryHeavy": PALETTE["heavy"],
    "fertile": "url(#calendar-fertile)",
    "scheduled": "url(#calendar-scheduled)",
}
ON_DARK = ("veryHeavy", "heavy", "medium")
SCHEDULED_HALO = f' paint-order="stroke" stroke="{PALETTE["period_tint"]}" stroke-width="4"'
HALO = f' paint-order="stroke" stroke="{PALETTE["teal_tint"]}" stroke-width="4"'
SIGNS = {
    "positive": "M33 29h6v2h-6zM35 27h2v6h-2z",
    "negative": "M33.5 29h5v2h-5z",
    "high": "M36 26l4 6h-8z",
}
PREGNANCY_SIGNS = {
    "positive": "M33.5 10h7M37 6.5v7",
    "faint": "M37 6.5v7",
    "negative": "M33.5 10h7",
}
EDGES = {
    "light": f' stroke="{PALETTE["medium"]}"',
    "spotting": f' stroke="{PALETTE["medium"]}" stroke-width="1.5" stroke-dasharray="3 3"',
    "unspecified": f' stroke="{PALETTE["medium"]}" stroke-width="2.5"',
}


def write_cell(*, day: date, x: float, y: float, look: DayLook, has_link: bool) -> str:
    """Return the cell of a day, whose upper left corner is at (x, y)."""
    address = _address(day, look) if has_link else ""
    element, href = ("a", f' href="{address}"') if address else ("g", "")
    title = f"<title>{escape(look.label)}</title>" if look.label else ""
    return (
        f'<{element} class="{" ".join(_classes(look))}" data-date="{day}"{href} '
        f'transform="translate({x:g} {y:g})">{title}{"".join(_parts(day, look))}</{element}>\n'
    )


def _address(day: date, look: DayLook) -> str:
    if look.leads == "record":
        return reverse("period-day", args=[day])
    return f"{reverse('period')}?date={day}" if look.leads == "form" else ""


def _classes(look: DayLook) -> Iterator[str]:
    marks = (
        (look.kind, look.kind),
        (look.is_fertile, "fertile"),
        (look.share, "expected"),
        (look.is_scheduled, "scheduled"),
        (look.is_other, "other"),
        (look.is_due, "due"),
        (look.in_stage, "in-stage"),
        (look.is_today, "now"),
    )
    yield "day"
    yield from (name for is_there, name in marks if is_there)


def _parts(day: date, look: DayLook) -> Iterator[str]:
    ground = "fertile" if look.is_fertile else "scheduled" if look.is_scheduled else look.kind
    fill = FILLS.get(ground, "none")
    # A day without a colour can be touched, too.
    edge = EDGES.get(look.kind, "")
    yield f'<path d="{EDGED_BOX if edge else BOX}" fill="{fill}" pointer-events="all"{edge}/>'
    if look.share:
        yield (
            f'<path class="grid" d="{BOX}" fill="{PALETTE["period"]}" fill-opacity="{look.depth}"/>'
            f'<text x="22.5" y="34"{HALO if look.is_fertile else ""}>{escape(look.share)}</text>'
        )
    on_flow = f' fill="{PALETTE["on_flow"]}"' if look.kind in ON_DARK else ""
    weight = ' font-weight="bold"' if look.is_today else ""
    halo = HALO if look.is_fertile else SCHEDULED_HALO if look.is_scheduled else ""
    number = "·" if look.kind == "unknown" and not look.is_today else day.day
    yield f'<text x="22.5" y="17"{on_flow}{weight}{halo}>{number}</text>'
    if look.kind == "unreadable":
        yield '<text x="22.5" y="34" font-weight="bold">?</text>'
    if look.kind == "none":
        yield f'<path d="M16 21.5h13" stroke="{PALETTE["ink"]}" stroke-width="1.5"/>'
    for x in look.dots:
        yield f'<circle cx="{x}" cy="30" r="2.5"{on_flow}/>'
    yield from _signs(look)
    if look.is_today:
        yield f'<path d="{BOX}" fill="none" stroke="{PALETTE["ink"]}" stroke-width="3"/>'


def _signs(look: DayLook) -> Iterator[str]:
    ink = PALETTE["on_flow" if look.kind in ON_DARK else "ink"]
    if look.test:
        yield _test(look)
    if look.pregnancy_test:
        yield (
            f'<path class="pregnancy {look.pregnancy_test}" d="M31.5 4.5h11v11h-11z'
            f'{PREGNANCY_SIGNS[look.pregnancy_test]}" fill="none" stroke="{ink}" '
            'stroke-width="1.5"/>'
        )
    if look.kind == "veryHeavy":
        yield f'<path d="M4 4h37.5v32H4z" fill="none" stroke="{ink}" stroke-width="1.5"/>'
    if look.is_other:
        yield f'<path d="M4.5 6l6.5 6.5M11 6l-6.5 6.5" stroke="{ink}" stroke-width="2"/>'
    if look.is_due:
        yield f'<path d="M22.5 21l7 7l-7 7l-7 -7z" fill="{PALETTE["teal_ink"]}"/>'
    if look.in_stage:
        yield f'<path d="M0 39h45.5" stroke="{PALETTE["axis"]}" stroke-width="2"/>'


def _test(look: DayLook) -> str:
    """Return a full circle for a positive test, an empty one for a negative one."""
    ink = PALETTE["on_flow" if look.kind in ON_DARK else "ink"]
    ground = PALETTE["teal_tint"] if look.is_fertile else FILLS.get(look.kind, PALETTE["paper"])
    fill, sign = ink, ground
    if look.test != "positive":
        fill, sign = sign, fill
    return (
        f'<g class="test {look.test}"><circle cx="36" cy="30" r="7" fill="{fill}" '
        f'stroke="{ink}" stroke-width="1.5"/><path d="{SIGNS[look.test]}" fill="{sign}"/></g>'
    )
