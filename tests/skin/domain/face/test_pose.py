"""How a head is held is told from the points of its face, whichever way it turns."""

from math import cos, radians, sin

import numpy as np
import pytest

from skin.domain.face.gate import find_face
from skin.domain.face.pose import find_eye_distance, find_pose
from tests.support.portrait import portrait


@pytest.fixture(scope="module")
def level():
    """Return the points of a real face, turned so that it looks straight at the camera."""
    points = find_face(image=portrait()).points.astype(float)
    points -= points.mean(axis=0)
    for _ in range(3):
        pose = find_pose(points)
        points = points @ about("z", -pose.tilted).T
        points = points @ about("y", -pose.turned).T
        points = points @ about("x", -pose.nodded).T
    return points


def about(axis: str, degrees: float) -> np.ndarray:
    """Return the rotation that raises the angle of that axis, as `Face` tells it."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return np.array(
        {
            "x": [[1, 0, 0], [0, c, -s], [0, s, c]],
            "y": [[c, 0, -s], [0, 1, 0], [s, 0, c]],
            "z": [[c, -s, 0], [s, c, 0], [0, 0, 1]],
        }[axis]
    )


@pytest.mark.parametrize("degrees", [-40, -15, 0, 15, 40])
@pytest.mark.parametrize(("axis", "name"), [("x", "nodded"), ("y", "turned"), ("z", "tilted")])
def test_a_turned_head_is_told_by_its_degrees(level, axis, name, degrees):
    pose = find_pose(level @ about(axis, degrees).T)
    assert getattr(pose, name) == pytest.approx(degrees, abs=3)


def test_the_nose_points_to_where_she_looks(level):
    """Her nose (point 1) stands before her face, so a turn moves it to that side."""
    assert (level @ about("y", 30).T)[1, 0] > level[1, 0] + 5
    assert (level @ about("x", 30).T)[1, 1] > level[1, 1] + 5


@pytest.mark.parametrize("axis", ["x", "y", "z"])
def test_a_turn_does_not_shorten_the_distance_of_the_eyes(level, axis):
    turned = find_eye_distance(level @ about(axis, 35).T)
    assert turned == pytest.approx(find_eye_distance(level), rel=1e-6)
