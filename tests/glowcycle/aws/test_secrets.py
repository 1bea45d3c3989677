"""Secrets come from Secrets Manager once at start; an error names the missing secret."""

import json
import subprocess
import sys

import boto3
import pytest
from botocore.exceptions import ConnectTimeoutError
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from glowcycle.aws.session import session
from tests.support.stage_environment import DEPLOYED

KEY = "canary-key-0123456789-0123456789-abc"
IN_LAMBDA = {name: value for name, value in DEPLOYED.items() if name != "SECRET_KEY"} | {
    "AWS_LAMBDA_FUNCTION_NAME": "glowcycle-production"
}
NAME = "glowcycle/production"


@pytest.fixture
def keep():
    """Yield a function that stores a text as the stage's secret."""
    manager = boto3.client("secretsmanager", region_name=DEPLOYED["AWS_REGION"])

    def kept(text):
        manager.create_secret(Name=NAME, SecretString=text)

    yield kept
    for secret in manager.list_secrets()["SecretList"]:
        manager.delete_secret(SecretId=secret["ARN"], ForceDeleteWithoutRecovery=True)


@pytest.fixture
def aws_calls():
    """Yield the names of the AWS calls of the shared session."""
    calls = []

    def note(model, **_):
        calls.append(model.name)

    session().register("before-call.secrets-manager", note)
    yield calls
    session().unregister("before-call.secrets-manager", note)


def problem(read, environment):
    with pytest.raises(ImproperlyConfigured) as wrong:
        read(environment)
    assert KEY not in str(wrong.value)
    assert wrong.value.__context__ is None
    return str(wrong.value)


def test_a_function_reads_its_secrets_with_one_call(read, keep, aws_calls):
    keep(json.dumps({"SECRET_KEY": KEY}))
    assert read(IN_LAMBDA)["SECRET_KEY"] == KEY
    assert aws_calls == ["GetSecretValue"]


def test_a_function_ignores_a_secret_in_its_environment(read, keep):
    keep(json.dumps({"SECRET_KEY": KEY}))
    assert read({**IN_LAMBDA, "SECRET_KEY": "e" * 40})["SECRET_KEY"] == KEY


def test_a_laptop_reads_only_secrets_that_its_environment_lacks(read, keep, aws_calls):
    keep(json.dumps({"SECRET_KEY": KEY}))
    assert read(DEPLOYED)["SECRET_KEY"] == DEPLOYED["SECRET_KEY"]
    assert aws_calls == []
    on_laptop = {k: v for k, v in IN_LAMBDA.items() if k != "AWS_LAMBDA_FUNCTION_NAME"}
    assert read(on_laptop)["SECRET_KEY"] == KEY


def test_the_sandbox_reads_no_secrets(read, aws_calls):
    assert read({"PYTHON_DOTENV_DISABLED": "1"})["SANDBOX"]
    assert aws_calls == []


def test_a_missing_secret_is_named(read):
    message = problem(read, IN_LAMBDA)
    assert f"The secret {NAME} in Secrets Manager could not be read: ResourceNotFound" in message
    assert "SECRET_KEY is missing" in message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (json.dumps({"OTHER": KEY}), "SECRET_KEY is missing"),
        (json.dumps({"SECRET_KEY": "canary-key"}), "SECRET_KEY is malformed"),
        (json.dumps({"SECRET_KEY": [KEY]}), "not a JSON object of strings"),
        (json.dumps([KEY]), "not a JSON object of strings"),
        (KEY, "not a JSON object of strings"),
    ],
)
def test_an_unusable_secret_is_named_and_never_shown(read, keep, text, message):
    keep(text)
    answer = problem(read, IN_LAMBDA)
    assert message in answer
    assert "canary" not in answer


def test_a_timeout_of_secrets_manager_is_named(read, monkeypatch):
    def fail(*_):
        raise ConnectTimeoutError(endpoint_url="https://secretsmanager.invalid")

    monkeypatch.setattr("botocore.client.BaseClient._make_api_call", fail)
    message = problem(read, IN_LAMBDA)
    assert f"{NAME} in Secrets Manager could not be read: ConnectTimeoutError" in message


def test_an_operator_gets_the_name_without_a_traceback(tmp_path):
    environment = {
        **IN_LAMBDA,
        "SANDBOX_DIR": str(tmp_path),
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_ENDPOINT_URL": "https://127.0.0.1:9",
    }
    process = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 1
    assert f"The secret {NAME} in Secrets Manager could not be read" in process.stderr
    assert "Traceback" not in process.stderr
