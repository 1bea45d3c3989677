"""`manage.py ... --stage NAME` has the settings of that stage, whatever the machine's own are."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from zappa.cli import ZappaCLI

from glowcycle import environment
from glowcycle.infrastructure.alarms import ALARMS
from glowcycle.infrastructure.deploy import stage
from tests.support.stage_environment import DEPLOYED

SHIPPED = (settings.BASE_DIR / "zappa_settings.json").read_text()
FILLED_IN = SHIPPED.replace("CHANGE-ME", "tests")
# What an operator's shell may hold of another stage, or of the sandbox.
STRAY = {
    "STAGE": "production",
    "AWS_REGION": "us-east-1",
    "DYNAMODB_TABLE_NAME": "stray",
    "S3_BUCKET_NAME": "stray",
    "SECRET_KEY": "stray" * 10,
    "MASTER_KEY_FILE": "/stray",
    "SKIN_ANALYZER": "local",
    "ALLOWED_HOSTS": "stray.example",
    "DYNAMODB_ENDPOINT_URL": "https://stray.example",
}
# Runs commands of manage.py against a new AWS account, then prints the resources in it.
ACCOUNT = """
import json, sys
import boto3
from moto import mock_aws
with mock_aws():
    client = lambda name: boto3.client(name, region_name="eu-central-1")
    secret = json.dumps({"SECRET_KEY": "0123456789" * 5})
    client("secretsmanager").create_secret(Name="glowcycle/dev", SecretString=secret)
    import manage
    for line in json.load(sys.stdin):
        sys.argv = ["manage.py", *line.split()]
        manage.main()
    from django.conf import settings
    print(json.dumps({
        "tables": client("dynamodb").list_tables()["TableNames"],
        "buckets": [bucket["Name"] for bucket in client("s3").list_buckets()["Buckets"]],
        "alarms": [a["AlarmName"] for a in client("cloudwatch").describe_alarms()["MetricAlarms"]],
        "aliases": [a["AliasName"] for a in client("kms").list_aliases()["Aliases"]],
        "settings": [settings.STAGE, settings.SECRET_KEY, settings.SKIN_ANALYZER,
                     settings.FUNCTION_NAME, settings.ALLOWED_HOSTS, settings.MASTER_KEY_FILE,
                     settings.AWS_ENDPOINT_URL_BEDROCK_RUNTIME],
    }))
"""


@pytest.fixture
def project(tmp_path):
    """Return a folder with manage.py and filled-in settings of Zappa, and a way to run commands."""
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    (tmp_path / "zappa_settings.json").write_text(FILLED_IN)

    def run(*words, program=None, lines=(), **variables):
        kept = {name: os.environ[name] for name in ("PATH", "AWS_EC2_METADATA_DISABLED")}
        key = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
        paths = {"PYTHONPATH": f"{tmp_path}:{settings.BASE_DIR}", "SANDBOX_DIR": str(tmp_path)}
        return subprocess.run(
            [sys.executable, *(["-c", program] if program else ["manage.py"]), *words],
            input=json.dumps(lines),
            cwd=tmp_path,
            env={**kept, **key, **paths, "PYTHON_DOTENV_DISABLED": "1", **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_the_commands_of_a_first_deployment_and_of_a_person_work_on_the_stage(project):
    lines = [
        *("create_key --stage dev", "--stage dev create_tables", "create_bucket --stage=dev"),
        *("create_alarms --stage dev", "check --deploy --stage dev", "create_tables --stage dev"),
        "erase_person anna --stage dev",
    ]
    own = {"AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "https://own.example"}
    done = project(program=ACCOUNT, lines=lines, **STRAY, **own)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    kinds = ("journal", "period", "person", "skin", "stage")
    assert set(found["tables"]) >= {f"glowcycle-dev-{kind}" for kind in kinds}
    assert found["buckets"] == ["tests-photos-dev"]
    assert set(found["alarms"]) == {f"glowcycle-dev-{alarm.name}" for alarm in ALARMS}
    assert "alias/glowcycle-dev" in found["aliases"]
    hosts = [".execute-api.eu-central-1.amazonaws.com"]
    assert found["settings"] == [
        *("dev", "0123456789" * 5, "bedrock", "glowcycle-dev", hosts, "", *own.values())
    ]
    assert "no issues" in done.stdout
    assert "Her data key is destroyed" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--stage", "staging"), "zappa_settings.json has no stage staging: it has dev, "),
        (("--stage=", "create_tables"), "Name the stage: manage.py create_tables --stage dev."),
        (("create_tables",), "Name the stage: manage.py create_tables --stage dev."),
        (("erase_person", "anna"), "Name the stage: manage.py erase_person --stage dev."),
        (("check", "--stage", "dev"), "The secret glowcycle/dev in Secrets Manager could not"),
    ],
)
def test_a_command_without_a_stage_that_exists_ends_with_a_line(project, words, said):
    done = project(*words, AWS_ENDPOINT_URL="http://127.0.0.1:9" if words[0] == "check" else "")
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["DYNAMODB_ENDPOINT_URL", "AWS_ENDPOINT_URL"])
def test_an_engine_on_this_machine_needs_no_stage(settings, name):
    settings.DYNAMODB_ENDPOINT_URL = settings.AWS_ENDPOINT_URL = ""
    with pytest.raises(SystemExit):
        stage.require_for(["create_tables"])
    setattr(settings, name, "http://127.0.0.1:4567")
    stage.require_for(["create_tables"])


def test_the_sandboxs_own_commands_need_no_stage(project):
    assert project("issue_token", "anna").returncode == 0
    assert project("create_tables", "--help").returncode == 0


def test_a_stage_that_is_not_filled_in_names_what_is_missing(tmp_path):
    (tmp_path / "zappa_settings.json").write_text(SHIPPED)
    with pytest.raises(SystemExit, match="first: S3_BUCKET_NAME, OIDC_ISSUER, OIDC_AUDIENCE"):
        stage.variables("dev", folder=tmp_path)


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        ({"a": {"extends": "b"}}, "no stage b"),
        ({"a": {"extends": "b"}, "b": {"extends": "a"}}, "extends itself"),
        ({"a": {"extends": "a"}}, "extends itself"),
    ],
)
def test_a_stage_that_extends_nothing_is_named(tmp_path, stages, said):
    (tmp_path / "zappa_settings.json").write_text(json.dumps(stages))
    with pytest.raises(SystemExit, match=said):
        stage.variables("a", folder=tmp_path)


def test_a_file_that_is_not_json_is_named(tmp_path):
    (tmp_path / "zappa_settings.json").write_text("{")
    with pytest.raises(SystemExit, match=r"zappa_settings\.json cannot be read"):
        stage.variables("a", folder=tmp_path)


STAGES = {
    "base": {
        "aws_region": "eu-west-1",
        "profile_name": "work",
        "aws_environment_variables": {"A": "1"},
    },
    "next": {"extends": "base", "aws_environment_variables": {"B": 2}},
    "last": {"extends": "next", "aws_region": "eu-north-1", "environment_variables": {"C": "3"}},
}


def test_a_stage_extends_others_as_for_zappa(tmp_path):
    file = tmp_path / "zappa_settings.json"
    file.write_text(json.dumps(STAGES))
    expected = {"B": "2", "C": "3", "STAGE": "last"}
    expected |= {"AWS_REGION": "eu-north-1", "AWS_PROFILE": "work"}
    assert stage.variables("last", folder=tmp_path) == expected
    cli = ZappaCLI()
    cli.api_stage, cli.zappa_settings = "last", STAGES
    assert cli.stage_config["aws_environment_variables"] == {"B": 2}
    assert cli.stage_config["aws_region"] == "eu-north-1"


@pytest.mark.parametrize("name", ["dev", "production"])
def test_the_shipped_stages_give_every_setting_that_has_no_default(
    read, monkeypatch, tmp_path, name
):
    (tmp_path / "zappa_settings.json").write_text(FILLED_IN)
    secret = {"SECRET_KEY": DEPLOYED["SECRET_KEY"]}
    chosen = stage.variables(name, folder=tmp_path) | secret
    monkeypatch.setattr(environment, "chosen", chosen)
    found = read(STRAY)
    assert (found["STAGE"], found["SANDBOX"]) == (name, False)
    for variable, value in chosen.items():
        assert found[variable] == value
