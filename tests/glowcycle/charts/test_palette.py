"""The colours of pictures can be told from their background, in light and in dark."""

import re

import pytest

from glowcycle.charts.palette import PALETTE
from glowcycle.web import assets

TEXTS = ("ink", "soft", "amber", "teal_ink")
PHASE_TINTS = ("period_tint", "follicular", "ovulatory_tint", "luteal_tint")
MARKS = ("axis", "period", "heavy", "medium", "teal", "amber", "ovulatory", "luteal")


def dark_palette():
    css = assets.files()["charts.css"].content.decode()
    rules = dict(re.findall(r"\[fill=\"(#\w+)\"\] { fill: (#\w+); }", css))
    assert rules == dict(re.findall(r"\[stroke=\"(#\w+)\"\] { stroke: (#\w+); }", css))
    return {role: rules[color] for role, color in PALETTE.items()}


PALETTES = pytest.mark.parametrize("palette", [PALETTE, dark_palette()], ids=["light", "dark"])


def luminance(color):
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(front, back, share):
    """Return the colour of `front` with that opacity on `back`."""
    pairs = ((int(front[at : at + 2], 16), int(back[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(f * share + b * (1 - share)):02x}" for f, b in pairs)


def test_no_two_roles_share_a_light_colour():
    assert len(set(PALETTE.values())) == len(PALETTE)


@PALETTES
def test_texts_are_readable(palette):
    assert {t: contrast(palette[t], palette["paper"]) >= 4.5 for t in TEXTS} == dict.fromkeys(
        TEXTS, True
    )
    for flow in ("heavy", "medium"):
        assert contrast(palette["on_flow"], palette[flow]) >= 4.5
    for background in ("light", "teal_tint", "amber_tint", *PHASE_TINTS):
        assert contrast(palette["ink"], palette[background]) >= 4.5
    assert contrast(palette["ink"], mixed(palette["period"], palette["paper"], 0.6)) >= 4.5


@PALETTES
def test_marks_can_be_told_from_the_background(palette):
    assert {m: contrast(palette[m], palette["paper"]) >= 3 for m in MARKS} == dict.fromkeys(
        MARKS, True
    )


@PALETTES
def test_in_grey_more_flow_stands_out_more(palette):
    stands_out = [
        contrast(palette[flow], palette["paper"]) for flow in ("light", "medium", "heavy")
    ]
    assert stands_out == sorted(stands_out)
    assert stands_out[1] > 2 * stands_out[0]


@PALETTES
def test_points_stand_out_from_the_phase_behind_them(palette):
    for tint in PHASE_TINTS:
        assert contrast(palette["period"], palette[tint]) >= 3
        assert contrast(palette["amber"], palette[tint]) >= 3


@PALETTES
def test_in_grey_a_period_can_be_told_from_the_luteal_phase_before_it(palette):
    assert contrast(palette["period"], palette["luteal"]) >= 1.6
