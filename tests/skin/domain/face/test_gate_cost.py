"""The gate looks at a picture a limited number of times, whatever it shows."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from skin.domain.face import gate
from skin.domain.face.gate import MOST_FACES, find_face
from skin.domain.measurement import PoorPhoto
from tests.support.portrait import head, portrait


def test_a_sheet_of_faces_is_looked_at_no_longer_than_a_group(monkeypatch):
    looked = []
    monkeypatch.setattr(gate, "find_presence", lambda *given: looked.append(given) or 0.0)
    sheet = Image.new("RGB", (1600, 1600))
    for place in range(16):
        sheet.paste(head().resize((400, 400)), (place % 4 * 400, place // 4 * 400))
    find_face(image=sheet)
    assert len(looked) == MOST_FACES - 1


def test_a_near_face_is_found_at_the_first_size(monkeypatch):
    sides = []
    detect = gate.detect

    def noted(image, *, side):
        sides.append(side)
        return detect(image, side=side)

    monkeypatch.setattr(gate, "detect", noted)
    find_face(image=head())
    assert sides == [128]
    find_face(image=portrait())
    assert sides == [128, 128, 256]


@pytest.mark.parametrize("share", [0.5, 0.01, np.nan])
def test_points_without_the_proportions_of_a_face_are_none(monkeypatch, share):
    """The measures enlarge a face by its eyes, so a deceived network could make them take hours."""
    find_landmarks = gate.find_landmarks

    def deceived(*given):
        found = find_landmarks(*given)
        points = found.points.copy()
        eyes = points[[33, 133, 263, 362]]
        points[[33, 133, 263, 362]] = eyes.mean(axis=0) + share * (eyes - eyes.mean(axis=0))
        return replace(found, points=points)

    assert find_face(image=head().resize((1600, 1600)))
    monkeypatch.setattr(gate, "find_landmarks", deceived)
    with pytest.raises(PoorPhoto) as refused:
        find_face(image=head().resize((1600, 1600)))
    assert refused.value.reasons == ("no_face",)
