"""`manage.py insights`: the answer of the API from the file of an export, without any store."""

import json
import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from glowcycle.aws import clients
from glowcycle.insights.export_reading import insight_kinds
from glowcycle.sandbox import seeding
from glowcycle.sandbox.identity import issue_token
from glowcycle.sandbox.people import PEOPLE
from tests.support.altered_exports import alter_file, unzip, zip_files, zip_with_manifest
from tests.support.export_zips import download_export
from tests.support.faults import store_faults
from tests.support.journal_cycles import days_of, entries_of, store
from tests.support.life_stages import add, stage
from tests.support.phone import Phone
from tests.support.sandbox_process import ROOT, environment


@pytest.fixture(scope="module")
def demo(engine):
    """Return the phone of the demo person, with her history."""
    seeding.reset(PEOPLE["demo"])
    return Phone("demo", issue_token(user_id="demo", lifetime=timedelta(hours=1)))


@pytest.fixture(scope="module")
def archive(demo):
    assert demo.put("/me/profile", {"lutealLength": 11}).status_code == 200
    assert demo.put("/me/moods", {"moods": ["😊", "😌", "😤"]}).status_code == 200
    return download_export(demo)


@pytest.fixture
def tell(tmp_path):
    """Return a function that runs the command on a zip, and returns what it prints and warns."""

    def run(data, *options):
        path = tmp_path / "export.zip"
        path.write_bytes(data)
        out, warned = StringIO(), StringIO()
        with store_faults() as calls, store_faults(client=clients.s3()) as objects:
            call_command("insights", str(path), *options, stdout=out, stderr=warned)
        assert (calls, objects) == ([], [])
        return out.getvalue(), warned.getvalue()

    return run


@pytest.mark.parametrize("kind", insight_kinds())
@pytest.mark.parametrize("query", [{}, {"from": "2026-04-01", "to": "2026-10-01"}])
def test_it_prints_the_answer_of_the_api(demo, archive, tell, kind, query):
    parameters = "&".join(f"{name}={value}" for name, value in query.items())
    answer = demo.get(f"/{kind}/insights/demo?{parameters}")
    assert answer.status_code == 200, answer.content
    options = [f"--{name}={value}" for name, value in query.items()]
    printed, warned = tell(archive, "--kind", kind, "--json", *options)
    assert json.loads(printed) == answer.json()
    assert warned == ""


def test_without_a_kind_it_prints_all(archive, tell):
    assert [*json.loads(tell(archive, "--json")[0])] == insight_kinds()
    tables = tell(archive)[0]
    headings = [line for line in tables.splitlines() if line.endswith(" 8 complete cycles")]
    assert [line.split(",")[0] for line in headings] == insight_kinds()


def test_the_table_has_the_answer_in_words(archive, tell):
    printed, _ = tell(archive, "--kind", "skin")
    lines = printed.splitlines()
    assert lines[0].startswith("skin, 20")
    assert lines[1] == "Your score for texture follows your cycle"
    [texture] = [line.split() for line in lines if line.startswith("Texture ")]
    assert texture[1:3] == ["follows", "perimenstrual"]
    assert float(texture[3]) < -5
    assert "\N{NO-BREAK SPACE}" not in printed


def test_what_is_left_out_stands_below_with_its_reason(demo, archive, tell):
    def exclude(content):
        begun = demo.get("/period/cycles/demo").json()["results"][2]["start"]
        body = add(demo, stage("exclusion", begun, begun))
        demo.delete(f"/period/stages/{body['stageId']}")
        content["records"].append({name: body[name] for name in body.keys() - {"etag"}})

    printed, _ = tell(alter_file(archive, "stage.json", exclude), "--kind", "skin")
    assert "7 complete cycles" in printed
    assert printed.partition("Left out:\n")[2].count(" days: ") == 1


def test_words_of_the_file_cannot_steer_the_terminal(alice, tell):
    store(alice, entries_of(tags=["\x1b[2Jcanary"]), days_of())
    printed, _ = tell(download_export(alice), "--kind", "journal")
    assert "?[2Jcanary" in printed
    assert "\x1b" not in printed


def test_an_empty_export_has_an_answer(alice, tell):
    printed, _ = tell(download_export(alice))
    assert printed.count(": 0 complete cycles") == len(insight_kinds())


def test_it_names_what_the_file_lacks(archive, tell):
    lacking = zip_with_manifest({**unzip(archive), "sleep.json": b"{}"}, missing=["photos/x.jpg"])
    assert tell(lacking)[1].splitlines() == [
        "photos/x.jpg is missing in the export.",
        "sleep.json is of a later version: it was not read.",
    ]


def hostile_files(archive):
    yield b"", "not a zip file"
    yield archive[:-5_000], "not a zip file"
    yield zip_files({"manifest.json": b"{}"}), "not an export"
    files = unzip(archive)
    yield zip_files({**files, "journal.json": b"{}"}), "journal.json was changed"
    yield zip_with_manifest({**files, "profile.json": b"[]"}), "profile.json is not"
    yield zip_with_manifest({**files, "period.json": b'{"a": NaN}'}), "period.json is not valid"
    wrong = {"records": [{"userId": [1]}, 5, None], "kind": "skin", "asSent": {}}
    altered = {**files, "skin.json": json.dumps(wrong).encode()}
    yield zip_with_manifest(altered), "skin.json, record 1 is invalid"


def test_a_hostile_file_gets_one_sentence(archive, tell):
    for data, sentence in hostile_files(archive):
        with pytest.raises(CommandError, match=sentence) as refused:
            tell(data)
        assert len(str(refused.value).splitlines()) == 1


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"Cannot read .*none\.zip: No such file"):
        call_command("insights", str(tmp_path / "none.zip"))


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("--from=2026-02-30", "--from: Must be a calendar day"),
        ("--from=2020-01-01", "--from: Must be one of the 1,096 days"),
        ("--today=tomorrow", "--today: Must be a calendar day"),
        ("--kind=dreams", "invalid choice"),
    ],
)
def test_an_invalid_option_is_refused(archive, tell, option, sentence):
    with pytest.raises(CommandError, match=sentence):
        tell(archive, option)


def test_it_needs_neither_a_stage_nor_aws(archive, tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(archive)
    command = [sys.executable, "manage.py", "insights", str(path), "--kind", "skin"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "follows your cycle" in done.stdout
