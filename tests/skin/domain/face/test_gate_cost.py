"""The gate looks at a picture a limited number of times, whatever it shows."""

from PIL import Image

from skin.domain.face import gate
from skin.domain.face.gate import MOST_FACES, find_face
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
