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
    assert (found["SKIN_ANALYZER"], found["INSIGHT_WORDS"]) == ("bedrock", "bedrock")
    assert found["OIDC_JWKS_URL"] == "https://issuer.example/pool/.well-known/jwks.json"
    assert found["ALLOWED_HOSTS"] == [".execute-api.eu-west-1.amazonaws.com"]
    assert (found["CORS_ALLOWED_ORIGINS"], found["CORS_ALLOW_ALL_ORIGINS"]) == ([], False)
    assert found["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert found["CSRF_COOKIE_NAME"] == f"{found['COOKIE_PREFIX']}glowcycle-csrf"
    assert (found["COOKIE_PREFIX"], found["CSRF_COOKIE_SECURE"]) == ("__Host-", True)


def test_a_model_looks_once_or_three_times(read):
    assert read(DEPLOYED)["SKIN_MODEL_CALLS"] == 1
    assert read({**DEPLOYED, "SKIN_MODEL_CALLS": "3"})["SKIN_MODEL_CALLS"] == 3


@pytest.mark.parametrize(("version", "release"), [("7", "7"), ("$LATEST", ""), (None, "")])
def test_only_a_numbered_version_names_one_release(read, version, release):
    given = {"AWS_LAMBDA_FUNCTION_VERSION": version} if version else {}
    assert read({**DEPLOYED, **given})["RELEASE"] == release


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
        ("SKIN_MODEL_CALLS", "2"),
        ("QA_PAGES", "perhaps"),
        ("OIDC_ISSUER", "http://issuer.example"),
        ("OIDC_TOKEN_USE", "refresh"),
        ("OIDC_REQUIRED_SCOPE", "a  b"),
        ("OIDC_REQUIRED_SCOPE", 'a", error="x'),
        ("OIDC_REQUIRED_SCOPE", "a\tb"),
        ("STEP_UP_MINUTES", "-5"),
        ("STEP_UP_MINUTES", "ten"),
        ("STEP_UP_MINUTES", "07"),
        ("OIDC_JWKS_URL", "file:///etc/keys.json"),
        ("SECRET_KEY", "short"),
    ],
)
def test_a_malformed_value_is_named_and_never_shown(read, name, value):
    with pytest.raises(ImproperlyConfigured) as wrong:
        read({**DEPLOYED, name: value})
    assert str(wrong.value).startswith(f"{name} is malformed")
    assert value not in str(wrong.value)


@pytest.mark.parametrize(
    ("given", "scope", "minutes"),
    [
        ({}, "", 0),
        ({"STEP_UP_MINUTES": "0", "OIDC_REQUIRED_SCOPE": ""}, "", 0),
        ({"STEP_UP_MINUTES": "15", "OIDC_REQUIRED_SCOPE": "openid api/use"}, "openid api/use", 15),
    ],
)
def test_scope_and_step_up_are_off_unless_set(read, given, scope, minutes):
    found = read({**DEPLOYED, **given})
    assert (found["OIDC_REQUIRED_SCOPE"], found["STEP_UP_MINUTES"]) == (scope, minutes)


def test_without_a_stage_the_sandbox_makes_a_secret(read, tmp_path):
    first, second = read({"PYTHON_DOTENV_DISABLED": "1"}), read({"PYTHON_DOTENV_DISABLED": "1"})
    assert first["SANDBOX"]
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert (tmp_path / "sandbox" / "secret-key").stat().st_mode & 0o077 == 0


IN_LAMBDA = {"AWS_LAMBDA_FUNCTION_NAME": "glowcycle-dev"}
SHARED = (".amazonaws.com", ".eu-west-1.amazonaws.com", ".elb.amazonaws.com", ".on.aws")
SHARED += (".amplifyapp.com", ".eu-west-1.elasticbeanstalk.com", ".awsglobalaccelerator.com")
OPEN_HOSTS = ("*", ".", "*.example.org", ".*", ".com", ".AmazonAWS.com", ".cloudfront.net", *SHARED)
OPEN_ORIGINS = (
    *("*", "null", "http://app.example", "https://*", "https://*.example", "app.example"),
    *("https://app.example/", "HTTP://app.example", "https://", "file://"),
    *("capacitor://app.example", "ionic://", "http://localhost"),
)


@pytest.mark.parametrize(
    ("name", "values"), [("ALLOWED_HOSTS", OPEN_HOSTS), ("CORS_ALLOWED_ORIGINS", OPEN_ORIGINS)]
)
def test_a_stage_that_is_open_to_strangers_does_not_start(read, name, values):
    good = {"ALLOWED_HOSTS": "api.example.org", "CORS_ALLOWED_ORIGINS": "https://app.example"}[name]
    for value in values:
        for given in (value, f"{good}, {value}"):
            with pytest.raises(ImproperlyConfigured) as wrong:
                read({**DEPLOYED, name: given})
            assert str(wrong.value).startswith(f"{name} is malformed"), given
    assert read({**DEPLOYED, name: f"{good}, {good}"})[name] == [good, good]


def test_the_pages_inside_an_app_of_a_phone_may_be_an_origin(read):
    origins = ["capacitor://localhost", "ionic://localhost"]
    found = read({**DEPLOYED, "CORS_ALLOWED_ORIGINS": ",".join(origins)})
    assert found["CORS_ALLOWED_ORIGINS"] == origins


@pytest.mark.parametrize("host", ["*", "."])
def test_a_sandbox_that_any_page_could_reach_by_a_name_of_its_own_does_not_start(read, host):
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS"):
        read({"PYTHON_DOTENV_DISABLED": "1", "STAGE": "sandbox", "ALLOWED_HOSTS": host})


@pytest.mark.parametrize(
    "hosts",
    [
        "api.example.org",
        ".example.org,localhost",
        "127.0.0.1,[::1]",
        "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
        ".execute-api.eu-west-1.amazonaws.com",
        "glow-1234.eu-west-1.elb.amazonaws.com",
    ],
)
def test_named_hosts_start(read, hosts):
    assert read({**DEPLOYED, "ALLOWED_HOSTS": hosts})["ALLOWED_HOSTS"] == hosts.split(",")


ENDPOINTS = ("DYNAMODB_ENDPOINT_URL", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME")


@pytest.mark.parametrize("name", ENDPOINTS)
def test_a_stage_reaches_no_other_machine_in_clear(read, name):
    for address in ("http://db.example", "HTTP://10.0.0.7:8000", "http://127.0.0.1.example"):
        with pytest.raises(ImproperlyConfigured, match=f"^{name} is malformed.* https"):
            read({**DEPLOYED, name: address})
    for address in ("https://db.example", "http://127.0.0.1:4567", "http://localhost:4567"):
        assert read({**DEPLOYED, name: address})[name] == address
    assert read({**DEPLOYED, "STAGE": "sandbox", name: "http://db.example"})["SANDBOX"]


def test_no_lambda_runs_the_sandbox(read, tmp_path):
    for stage in ({}, {"STAGE": ""}, {"STAGE": "sandbox"}):
        environment = {name: v for name, v in DEPLOYED.items() if name != "STAGE"}
        with pytest.raises(ImproperlyConfigured, match="STAGE is missing"):
            read({**environment, **stage, **IN_LAMBDA})
    assert not (tmp_path / "sandbox").exists()  # it made no secret of its own


def test_all_dangers_are_named_at_once(read):
    dangers = {"ALLOWED_HOSTS": "*", "CORS_ALLOWED_ORIGINS": "*", "AWS_ENDPOINT_URL": "http://x.y"}
    with pytest.raises(ImproperlyConfigured) as wrong:
        read({**DEPLOYED, **dangers})
    assert {line.split()[0] for line in str(wrong.value).splitlines()} == dangers.keys()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"SANDBOX": False, "DYNAMODB_ENDPOINT_URL": "http://127.0.0.1:4567"}, "W004"),
        ({"SKIN_ANALYZER": "bedrock"}, "E005"),
        ({"INSIGHT_WORDS": "bedrock"}, "E005"),
        ({"WRITE_BUDGETS": {"totalBytes": 3_000_000_001}}, "E006"),
    ],
)
def test_check_reports_wrong_combinations(settings, changed, code):
    for name, value in changed.items():
        setattr(settings, name, value)
    with pytest.raises(SystemCheckError, match=f"glowcycle.{code}"):
        call_command("check", fail_level="WARNING")


def test_check_takes_the_sandbox_as_the_test_that_it_is(settings):
    settings.AWS_ENDPOINT_URL = "http://127.0.0.1:4567"
    call_command("check", fail_level="WARNING")
