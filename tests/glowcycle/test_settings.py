"""The environment is read once at start; missing and malformed values are named."""

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from dotenv import dotenv_values

from tests.support.stage_environment import DEPLOYED


def test_a_deployed_stage_uses_its_environment(read):
    found = read(DEPLOYED)
    assert (found["SANDBOX"], found["DEBUG"]) == (False, False)
    assert found["DYNAMODB_TABLE_NAME"] == "glow"
    assert found["SKIN_ANALYZER"] == "bedrock"
    assert found["OIDC_JWKS_URL"] == "https://issuer.example/pool/.well-known/jwks.json"
    assert found["ALLOWED_HOSTS"] == [".execute-api.eu-west-1.amazonaws.com"]
    assert (found["CORS_ALLOWED_ORIGINS"], found["CORS_ALLOW_ALL_ORIGINS"]) == ([], False)
    assert found["SECURE_HSTS_SECONDS"] > 0


@pytest.mark.parametrize(
    ("stage", "given", "shown"),
    [
        ("sandbox", {}, True),
        ("dev", {}, True),
        ("production", {}, False),
        ("staging", {}, False),
        ("production", {"QA_PAGES": "on"}, True),
        ("dev", {"QA_PAGES": "off"}, False),
    ],
)
def test_pages_are_on_in_the_sandbox_unless_set(read, stage, given, shown):
    found = read({**DEPLOYED, "STAGE": stage, **given})
    assert found["QA_PAGES"] is shown
    assert ("glowcycle.web.middleware.BrowserMiddleware" in found["MIDDLEWARE"]) is shown


def test_the_example_is_a_complete_stage_without_its_secret(read):
    example = dotenv_values(settings.BASE_DIR / ".env.example")
    given = {name: value for name, value in example.items() if value}
    assert example.keys() - given.keys() >= {"ALLOWED_HOSTS", "QA_PAGES", "SECRET_KEY"}
    found = read({**DEPLOYED, **example, "SECRET_KEY": DEPLOYED["SECRET_KEY"]})
    without = read({**DEPLOYED, **given})
    assert found["ALLOWED_HOSTS"] == [".execute-api.eu-central-1.amazonaws.com"]
    assert {n: v for n, v in found.items() if n.isupper()} == {
        n: v for n, v in without.items() if n.isupper()
    }


def test_everything_missing_is_named_at_once(read):
    with pytest.raises(ImproperlyConfigured) as wrong:
        read({"PYTHON_DOTENV_DISABLED": "1", "STAGE": "production"})
    named = {line.split()[0] for line in str(wrong.value).splitlines()}
    assert named == DEPLOYED.keys() - {"PYTHON_DOTENV_DISABLED", "STAGE"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STAGE", "Prod!"),
        ("AWS_REGION", "Frankfurt"),
        ("DYNAMODB_TABLE_NAME", "no spaces"),
        ("DYNAMODB_ENDPOINT_URL", "localhost:8000"),
        ("S3_BUCKET_NAME", "Upper"),
        ("KMS_KEY_ID", "a b"),
        ("BEDROCK_MODEL_ID", "a b"),
        ("BEDROCK_MODEL_LACKS", "manners"),
        ("SKIN_ANALYZER", "magic"),
        ("QA_PAGES", "perhaps"),
        ("OIDC_ISSUER", "http://issuer.example"),
        ("OIDC_TOKEN_USE", "refresh"),
        ("OIDC_JWKS_URL", "file:///etc/keys.json"),
        ("SECRET_KEY", "short"),
    ],
)
def test_a_malformed_value_is_named_and_never_shown(read, name, value):
    with pytest.raises(ImproperlyConfigured) as wrong:
        read({**DEPLOYED, name: value})
    assert str(wrong.value).startswith(f"{name} is malformed")
    assert value not in str(wrong.value)


def test_without_a_stage_the_sandbox_makes_a_secret(read, tmp_path):
    first, second = read({"PYTHON_DOTENV_DISABLED": "1"}), read({"PYTHON_DOTENV_DISABLED": "1"})
    assert first["SANDBOX"]
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert (tmp_path / "sandbox" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"SANDBOX": True, "IN_LAMBDA": True}, "E001"),
        ({"SANDBOX": False, "CORS_ALLOWED_ORIGINS": ["http://app.example"]}, "E002"),
        ({"SANDBOX": False, "CORS_ALLOWED_ORIGINS": ["*"]}, "E002"),
        ({"ALLOWED_HOSTS": ["*"]}, "E003"),
        ({"SANDBOX": False, "DYNAMODB_ENDPOINT_URL": "http://db.example"}, "E004"),
        ({"SKIN_ANALYZER": "bedrock"}, "E005"),
    ],
)
def test_check_reports_wrong_combinations(settings, changed, code):
    for name, value in changed.items():
        setattr(settings, name, value)
    with pytest.raises(SystemCheckError, match=f"glowcycle.{code}"):
        call_command("check")
