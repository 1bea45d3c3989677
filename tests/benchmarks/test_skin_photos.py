"""The photos of the benchmark are labelled whole, and what is counted of them is counted right."""

from math import isnan

import numpy as np
import pytest
from PIL import Image

from tests.benchmarks.skin_photos import agreement, disturbances, manifest, tone

KINDS = ("face", "repeat", "group", "body", "thing")


def test_the_manifest_holds_what_the_table_needs():
    kinds = {kind: manifest.photos(kind) for kind in KINDS}
    assert sum(len(photos) for photos in kinds.values()) == len(manifest.photos())
    assert len(kinds["face"]) >= 40
    assert len(kinds["thing"]) >= 40
    assert len(kinds["body"]) >= 5
    assert {photo.tone for photo in kinds["face"]} == set(manifest.TONES)


def test_each_photo_is_known_once_and_by_its_hash():
    photos = manifest.photos()
    assert len({photo.id for photo in photos}) == len({p.sha256 for p in photos}) == len(photos)
    assert all(len(photo.sha256) == 64 for photo in photos)


def test_each_package_is_named_with_version_hash_and_licence():
    packages = manifest.packages()
    assert {photo.package for photo in manifest.photos()} == {one.name for one in packages}
    assert all(one.version and one.licence for one in packages)
    assert all(len(one.sha256) == 64 for one in packages if one.registry != "installed")


def test_photos_that_agree_have_an_intraclass_correlation_of_one():
    assert agreement.intraclass_correlation([[3, 3], [7, 7], [5, 5]]) == 1


def test_the_intraclass_correlation_of_shrout_and_fleiss():
    """Their six targets and four judges give .17 (Psychological Bulletin 86(2), table 4)."""
    judged = [
        [9, 2, 5, 8],
        [6, 1, 3, 2],
        [8, 4, 6, 8],
        [7, 1, 2, 6],
        [10, 5, 6, 9],
        [6, 2, 4, 7],
    ]
    assert agreement.intraclass_correlation(judged) == pytest.approx(0.166, abs=0.0005)


def test_persons_with_one_photo_count_between_the_persons():
    """By hand: means 2 and 6, grand 10/3; between 32/3, within 2, size (3 - 5/3) / 1."""
    found = agreement.intraclass_correlation([[1, 3], [6]])
    assert found == pytest.approx((32 / 3 - 2) / (32 / 3 + (4 / 3 - 1) * 2))


@pytest.mark.parametrize("groups", [[], [[1, 2]], [[1], [2]], [[4, 4], [4, 4]]])
def test_an_intraclass_correlation_that_cannot_be_told(groups):
    assert isnan(agreement.intraclass_correlation(groups))


def test_the_distance_of_groups_is_in_standard_errors():
    """By hand: means 2 and 6, each with the standard error 1; the single score tells nothing."""
    found = agreement.furthest_apart([[1, 3], [5, 7], [40]])
    assert found == pytest.approx(4 / 2**0.5)


def test_groups_of_one_score_are_not_compared():
    assert isnan(agreement.furthest_apart([[1], [9]]))


@pytest.mark.parametrize(("percent", "value"), [(90, 9), (91, 10), (50, 5), (0, 1), (100, 10)])
def test_the_percentile_is_a_value_that_occurs(percent, value):
    assert agreement.share_to([*range(10, 0, -1)], percent=percent) == value


def test_the_angle_of_a_tone():
    """By hand: as far above lightness 50 as it is yellow is 45 degrees."""
    angle = tone.individual_typology_angle
    assert angle(lightness=70, yellow=20) == pytest.approx(45)
    assert angle(lightness=50, yellow=20) == pytest.approx(0)
    assert angle(lightness=30, yellow=20) == pytest.approx(-45)


def test_half_the_light_is_half_of_linear_light():
    """By hand: level 188 is the linear light .503, half of it is level 137."""
    grey = Image.new("RGB", (4, 4), (188, 188, 188))
    assert disturbances.exposed(grey, ev=-1).getpixel((0, 0)) == (137, 137, 137)


def test_no_change_of_light_leaves_every_level():
    levels = np.arange(256, dtype="uint8").repeat(3).reshape(16, 16, 3)
    assert (np.asarray(disturbances.exposed(Image.fromarray(levels), ev=0)) == levels).all()


def test_a_crop_keeps_the_middle():
    assert disturbances.cropped(Image.new("RGB", (200, 100))).size == (152, 76)


@pytest.mark.parametrize("change", disturbances.CHANGES.values(), ids=disturbances.CHANGES)
def test_each_change_alters_a_picture_and_repeats_itself(change):
    ramp = np.linspace(30, 220, 64 * 48 * 3).astype("uint8").reshape(48, 64, 3)
    picture = Image.fromarray(ramp)
    changed = change(picture)
    assert changed.size != picture.size or (np.asarray(changed) != ramp).any()
    assert (np.asarray(changed) == np.asarray(change(picture))).all()
