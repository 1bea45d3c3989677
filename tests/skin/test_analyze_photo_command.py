"""`manage.py analyze_photo FILE`: the scores of a photo, without storing it."""

import io
import json

import pytest
from botocore.client import BaseClient
from django.core.management import CommandError, call_command

from skin.domain.photo import MAX_BYTES
from tests.support.bedrock_server import error
from tests.support.model_answers import GOOD, RUINED, model_answer
from tests.support.photo_bucket import dim, picture, send


def analyze(path, **options):
    printed = io.StringIO()
    call_command("analyze_photo", str(path), stdout=printed, **options)
    return json.loads(printed.getvalue())


def _scored(**scores):
    """Return a good answer with these scores and no others."""
    metrics = dict.fromkeys(GOOD["metrics"]) | scores
    sure = {name: None if score is None else 0.5 for name, score in metrics.items()}
    return {**GOOD, "metrics": metrics, "confidence": sure}


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a file and returns its path."""

    def write(content):
        path = tmp_path / "face.jpg"
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def no_aws(monkeypatch):
    monkeypatch.setattr(BaseClient, "_make_api_call", lambda *_: pytest.fail("called AWS"))


def test_the_local_analyzer_makes_no_call(face, file, no_aws):
    result = analyze(file(face))
    assert set(result) == {"metrics", "provenance"}
    assert result["provenance"]["source"] == "local"
    assert result["metrics"]["moisture"] is None


def test_it_prints_the_same_numbers_as_the_service(alice, face, file):
    result, scan = analyze(file(face)), send(alice, face).json()
    for part in (result, scan):
        del part["provenance"]["measuredAt"]
    assert result == {name: scan[name] for name in ("metrics", "provenance")}


def test_it_calls_the_model_if_the_operator_chose_it(bedrock, file):
    bedrock.answers_with(model_answer(GOOD))
    assert analyze(file(picture()))["provenance"]["source"] == "bedrock"
    assert len(bedrock.requests) == 1


def test_it_prints_how_far_repeated_scores_lie_apart(bedrock, file, capsys):
    scores = ((60, 70, None), (64, 70, 50), (50, 70, None), (62, 70, None))
    bedrock.answers_with(
        *(
            model_answer(_scored(radiance=radiance, texture=texture, pores=pores))
            for radiance, texture, pores in scores
        )
    )
    result = analyze(file(picture()), times=4)
    assert (result["source"], result["measured"], len(bedrock.requests)) == ("bedrock", 4, 4)
    assert result["failed"] == {}
    assert result["metrics"]["radiance"] == {
        "values": [60, 64, 50, 62],
        "median": 61.0,
        "least": 50,
        "most": 64,
        "deviation": 6.22,
        "missing": 0,
    }
    assert result["metrics"]["texture"]["deviation"] == 0
    pores = result["metrics"]["pores"]
    assert (pores["values"], pores["missing"]) == ([None, 50, None, None], 3)
    assert (pores["median"], pores["deviation"]) == (50, None)
    assert result["metrics"]["darkCircles"]["missing"] == 4
    assert "4 measurements, which cost money" in capsys.readouterr().err


def test_a_failure_amid_the_repetitions_is_counted_and_loses_none_of_the_others(bedrock, file):
    good = model_answer(GOOD)
    bedrock.answers_with(good, error("ThrottlingException"), RUINED, good)
    result = analyze(file(picture()), times=4)
    assert (result["measured"], result["failed"]) == (2, {"unavailable": 1, "poor_photo": 1})
    assert len(result["metrics"]["radiance"]["values"]) == 2


def test_repetitions_that_all_fail_give_one_sentence(bedrock, file):
    bedrock.answers_with(error("AccessDeniedException"))
    with pytest.raises(CommandError, match=r"could not be analysed"):
        analyze(file(picture()), times=3)
    assert len(bedrock.requests) == 3


def test_a_local_measurement_repeats_itself(face, file, no_aws):
    result = analyze(file(face), times=2)
    assert {each["deviation"] for each in result["metrics"].values()} <= {0, None}


@pytest.mark.parametrize("times", [-1, 0, 1, 101])
def test_a_number_of_times_that_makes_no_sense_is_refused(file, times, no_aws):
    with pytest.raises(CommandError, match="from 2 to 100"):
        analyze(file(picture()), times=times)


def test_a_failing_model_gives_one_sentence(bedrock, file):
    bedrock.answers_with(error("AccessDeniedException"))
    with pytest.raises(CommandError, match=r"could not be analysed"):
        analyze(file(picture()))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Send one whole picture"),
        (b"GIF89a", "Send one whole picture"),
        (dim(), "more light"),
        (b"x" * (MAX_BYTES + 1), "larger than 15 MB"),
    ],
    ids=["empty", "GIF", "dark", "large"],
)
def test_a_bad_file_is_refused(file, content, message, no_aws):
    with pytest.raises(CommandError, match=message):
        analyze(file(content))


def test_a_missing_file_is_refused(tmp_path):
    for path in (tmp_path / "nothing.jpg", tmp_path):
        with pytest.raises(CommandError, match="cannot be read"):
            analyze(path)
