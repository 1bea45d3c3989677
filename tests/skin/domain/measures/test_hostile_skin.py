"""Skin that no camera takes is measured or has a reason, and never fails; warnings are errors."""

from contextlib import suppress

import numpy as np
import pytest

from skin.domain import local_analyzer
from skin.domain.face.regions import find_regions
from skin.domain.measurement import METRICS, PoorPhoto
from skin.domain.measures.pores import pores
from skin.domain.measures.texture import texture
from tests.support.painted_skin import levels, painted, sitter

NOISE = np.random.default_rng(4)


def covered_with(pixels):
    """Return her face with this on all of its skin; eyes and brows stay as sharp as they were."""
    plain = levels(2)
    is_skin = np.abs(plain - levels(2).mean(axis=(0, 1))).max(axis=-1) < 40
    plain[is_skin] = np.broadcast_to(pixels, plain.shape)[is_skin]
    return painted(plain)


def pattern(period):
    height, width, _ = levels(2).shape
    rows, columns = np.mgrid[:height, :width]
    return ((rows // period + columns // period) % 2 * 255.0)[..., None]


SKINS = {
    **{f"one colour {colour}": np.array(colour) for colour in [(0, 0, 0), (5, 5, 5), (255, 0, 0)]},
    **{f"one grey {grey}": np.array((grey, grey, grey)) for grey in (90, 128, 200, 249, 255)},
    **{f"squares of {period}": pattern(period) for period in (1, 8, 64)},
    "noise": NOISE.integers(0, 256, levels(2).shape),
    "black and white noise": NOISE.integers(0, 2, levels(2).shape) * 255,
}


@pytest.mark.parametrize("name", SKINS)
def test_each_number_is_one(name):
    with suppress(PoorPhoto):
        found = local_analyzer.measure(portrait=sitter(covered_with(SKINS[name]), times=2))
        assert found.metrics.measured().keys() | found.missing.keys() == set(METRICS)
        assert all(0 <= share <= 0.5 for share in found.confidence.values())


@pytest.mark.parametrize("measure", [texture, pores])
def test_skin_without_any_relief_has_no_score(monkeypatch, measure):
    monkeypatch.setattr(f"{measure.__module__}.flattened", lambda light, _: 0 * light)
    monkeypatch.setattr(f"{measure.__module__}.grain", lambda *_: 0.0)
    found = measure(regions=find_regions(portrait=sitter(times=6)))
    assert found.missing == "too_coarse"
