"""Django's settings, and the only place that reads environment variables.

One ImproperlyConfigured at start names all wrong variables. Without STAGE the service runs as the
sandbox: on a laptop, without AWS, with defaults that name nothing real.
"""

import os
import secrets
import sys
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from glowcycle import environment
from glowcycle.aws.secrets import SecretsUnreadable, fetch_secrets
from glowcycle.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
if environment.chosen is None and (BASE_DIR / ".env").exists():
    from dotenv import load_dotenv  # Imported here, because a deployed function has no .env.

    load_dotenv(BASE_DIR / ".env")

_env = Environment(os.environ if environment.chosen is None else environment.chosen)


def _sandbox_secret(folder: Path) -> str:
    """Return the sandbox's own secret. The first use stores it, so that cursors stay valid."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")


def _secret(name: str, *, default: str | None, pattern: str, form: str) -> str:
    """Return the secret: in Lambda from Secrets Manager only, elsewhere from the variable first."""
    given = None if IN_LAMBDA else _env.given(name)
    value = given or default or _stage_secrets().get(name)
    return _env.checked(name, value, pattern=pattern, form=form)


@cache
def _stage_secrets() -> dict[str, str]:
    """Return the stage's secrets from Secrets Manager; note a problem if they cannot be read."""
    if not AWS_REGION:
        return {}
    try:
        return fetch_secrets(
            name=f"glowcycle/{STAGE}", region=AWS_REGION, endpoint_url=AWS_ENDPOINT_URL
        )
    except SecretsUnreadable as error:
        _env.problems.append(str(error))
        return {}


# Zappa sets STAGE in every Lambda it makes, so a deployed service is never the sandbox by accident.
STAGE = _env.text(
    "STAGE", default="sandbox", pattern=r"[a-z][a-z0-9_]{0,31}", form="a stage's name"
)
IN_LAMBDA = _env.given("AWS_LAMBDA_FUNCTION_NAME") is not None
SANDBOX = STAGE == "sandbox" and not IN_LAMBDA
if STAGE == "sandbox" and IN_LAMBDA:
    _env.problems.append(
        "STAGE is missing: the sandbox issues its own tokens, so no Lambda runs it."
    )
# Outside Lambda: the name that Zappa gives the function.
FUNCTION_NAME = _env.given("AWS_LAMBDA_FUNCTION_NAME") or f"glowcycle-{STAGE.replace('_', '-')}"
# The version of the function that answers; "" where nothing names one release.
RELEASE = (_env.given("AWS_LAMBDA_FUNCTION_VERSION") or "").replace("$LATEST", "")
SANDBOX_DIR = Path(_env.text("SANDBOX_DIR", default=str(BASE_DIR / ".sandbox")))


def _sandbox_default(value: str) -> str | None:
    """Return the default in the sandbox, None elsewhere: a stage must set the variable."""
    return value if SANDBOX else None


THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
# Names under which all customers of AWS have hosts.
_SHARED = (
    r"([\w-]+\.)*(amazonaws\.com(\.cn)?|on\.aws|cloudfront\.net|awsapprunner\.com|amplifyapp\.com"
    r"|awsglobalaccelerator\.com|elasticbeanstalk\.com)"
)
# An address, a name, or a domain with a dot before it. The gateway itself tells one API's host from
# another's, so the hosts of all APIs in a region may stand here.
_HOST = (
    r"(?i)\[[\da-f:.]+\]|[\w-]+(\.[\w-]+)*|\.execute-api\.[\w-]+\.amazonaws\.com(\.cn)?"
    rf"|\.(?!{_SHARED}$)[\w-]+(\.[\w-]+)+"
)


def _endpoint(name: str) -> str:
    """Return another address of AWS, or "". A stage's data never cross a network in clear."""
    url = _env.url(name, schemes=("http", "https"), default="")
    parts = urlsplit(url)
    if not SANDBOX and parts.scheme == "http" and parts.hostname not in THIS_MACHINE:
        _env.problems.append(f"{name} is malformed: outside the sandbox it must be https.")
    return url


# --- AWS ------------------------------------------------------------------------------------------
AWS_REGION = _env.text(
    "AWS_REGION",
    default=_sandbox_default("eu-central-1"),
    pattern=r"[a-z]{2}(-[a-z]+)+-\d",
    form="an AWS region such as eu-central-1",
)
AWS_CREDENTIALS_GIVEN = _env.given("AWS_ACCESS_KEY_ID", "AWS_PROFILE") is not None
DYNAMODB_TABLE_NAME = _env.text(
    "DYNAMODB_TABLE_NAME",
    default=_sandbox_default("glowcycle"),
    pattern=r"[A-Za-z0-9_.-]{3,200}",
    form="the common start of the tables' names, 3 to 200 of A-Z a-z 0-9 _ . -",
)
DYNAMODB_ENDPOINT_URL = _endpoint("DYNAMODB_ENDPOINT_URL")
# The endpoint of all other AWS services; empty for AWS itself. The sandbox sets it.
AWS_ENDPOINT_URL = _endpoint("AWS_ENDPOINT_URL")
AWS_ENDPOINT_URL_BEDROCK_RUNTIME = _endpoint("AWS_ENDPOINT_URL_BEDROCK_RUNTIME")
S3_BUCKET_NAME = _env.text(
    "S3_BUCKET_NAME",
    default=_sandbox_default("glowcycle-photos"),
    pattern=r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
    form="a bucket's name, 3 to 63 of a-z 0-9 . -",
)
# The key that wraps each person's data keys: a KMS key, or a master key in a file.
KMS_KEY_ID = _env.text(
    "KMS_KEY_ID",
    default="",
    pattern=r"[A-Za-z0-9:/_-]{1,2048}",
    form="a KMS key's id, ARN or alias",
)
MASTER_KEY_FILE = _env.text(
    "MASTER_KEY_FILE",
    default=str(SANDBOX_DIR / "master-key") if SANDBOX else "",
    form="the path of a file",
)
if not KMS_KEY_ID and not MASTER_KEY_FILE:
    _env.problems.append("KMS_KEY_ID is missing: it must be a KMS key's id, ARN or alias.")
BEDROCK_MODEL_ID = _env.text(
    "BEDROCK_MODEL_ID",
    default=_sandbox_default("eu.anthropic.claude-haiku-4-5-20251001-v1:0"),
    pattern=r"[A-Za-z0-9:/._-]{1,2048}",
    form="the id of a Bedrock model or inference profile that reads images",
)
# Features that the model refuses in a request.
BEDROCK_MODEL_LACKS = _env.text(
    "BEDROCK_MODEL_LACKS",
    default="",
    pattern="(strict|temperature)(, ?(strict|temperature))*",
    form="strict or temperature, or both with a comma between",
)
# An optional guardrail for questions and answers.
BEDROCK_GUARDRAIL_ID = _env.text("BEDROCK_GUARDRAIL_ID", default="", form="a guardrail's id or ARN")
BEDROCK_GUARDRAIL_VERSION = _env.text(
    "BEDROCK_GUARDRAIL_VERSION", default="DRAFT", pattern=r"DRAFT|[1-9]\d{0,7}", form="a version"
)
SKIN_ANALYZER = _env.text(
    "SKIN_ANALYZER",
    default="local" if SANDBOX else "bedrock",
    pattern="local|bedrock",
    form="local or bedrock",
)
# How often a model looks at a photo at once: 3 for the median of three looks.
SKIN_MODEL_CALLS = (
    3 if _env.text("SKIN_MODEL_CALLS", default="1", pattern="1|3", form="1 or 3") == "3" else 1
)
INSIGHT_WORDS = _env.text(
    "INSIGHT_WORDS",
    default="template" if SANDBOX else "bedrock",
    pattern="template|bedrock",
    form="template or bedrock",
)

# --- Budgets of each person -----------------------------------------------------------------------
# How often per day she may use the features that cost money.
DAILY_LIMITS = {
    "analyses": _env.number("DAILY_ANALYSES", default=40),
    "exports": _env.number("DAILY_EXPORTS", default=10),
    # Each file may come as an upload, and be chosen and read once more.
    "imports": _env.number("DAILY_IMPORTS", default=20),
    "importUploads": _env.number("DAILY_IMPORTS", default=20),
    "insightWords": _env.number("DAILY_INSIGHT_WORDS", default=20),
    "photos": _env.number("DAILY_PHOTOS", default=200),
    "reports": _env.number("DAILY_REPORTS", default=50),
    "uploads": _env.number("DAILY_UPLOADS", default=200),
}
# How often a day each link of hers may be opened, by each kind of opening.
DAILY_SHARE_OPENINGS = _env.number("DAILY_SHARE_OPENINGS", default=500)
# What she may write, on a day and in all.
WRITE_BUDGETS = {
    "writes": _env.number("DAILY_WRITES", default=100_000),
    "bytes": _env.number("DAILY_MEGABYTES", default=200) * 1_000_000,
    "totalWrites": _env.number("TOTAL_WRITES", default=900_000),
    "totalBytes": _env.number("TOTAL_MEGABYTES", default=1_000) * 1_000_000,
}
# In each process: requests per second of one person, and at one address that needs no token.
REQUESTS_PER_SECOND = _env.number("REQUESTS_PER_SECOND", default=20)
OPEN_REQUESTS_PER_SECOND = _env.number("OPEN_REQUESTS_PER_SECOND", default=100)

# Whether health data is stored only with the person's consent to its collection.
COLLECTION_CONSENT_REQUIRED = (
    _env.text("COLLECTION_CONSENT", default="off", pattern="required|off", form="required or off")
    == "required"
)

# --- Identity -------------------------------------------------------------------------------------
OIDC_ISSUER = _env.url(
    "OIDC_ISSUER", schemes=("https",), default=_sandbox_default("https://sandbox.invalid")
)
OIDC_AUDIENCE = _env.text(
    "OIDC_AUDIENCE",
    default=_sandbox_default("glowcycle-sandbox"),
    form="the client id that tokens are issued for",
)
OIDC_TOKEN_USE = _env.text(
    "OIDC_TOKEN_USE", default="access", pattern="access|id", form="access or id"
)
OIDC_JWKS_URL = _env.url(
    "OIDC_JWKS_URL",
    schemes=("https", "file") if SANDBOX else ("https",),
    default=(SANDBOX_DIR / "jwks.json").as_uri()
    if SANDBOX
    else OIDC_ISSUER and f"{OIDC_ISSUER}/.well-known/jwks.json",
)
# Scopes that each token must hold, with spaces between; empty for none.
OIDC_REQUIRED_SCOPE = _env.text(
    "OIDC_REQUIRED_SCOPE",
    default="",
    pattern=r"[!#-\[\]-~]+( [!#-\[\]-~]+)*",
    form="scopes with one space between them",
)
# How recent a sign-in must be for the call that begins an erasure or an export; 0 for any.
STEP_UP_MINUTES = _env.number("STEP_UP_MINUTES", default=0, least=0)
SECRET_KEY = _secret(
    "SECRET_KEY",
    default=_sandbox_secret(SANDBOX_DIR) if SANDBOX else None,
    pattern=r".{32,}",
    form=f"at least 32 characters, a member of the secret glowcycle/{STAGE} in Secrets Manager",
)
ALLOWED_HOSTS = _env.list(
    "ALLOWED_HOSTS",
    default="127.0.0.1,localhost" if SANDBOX else f".execute-api.{AWS_REGION}.amazonaws.com",
    pattern=_HOST,
    form="names of hosts without wildcard; .example.org stands for all hosts of your domain",
)
CORS_ALLOWED_ORIGINS = _env.list(
    "CORS_ALLOWED_ORIGINS",
    # The last two are the origins of the pages inside a phone's own app.
    pattern=".+" if SANDBOX else r"https://[\w.-]+(:\d+)?|(capacitor|ionic)://localhost",
    form="https origins, such as https://app.example.org, without wildcard and path",
)
CORS_ALLOW_ALL_ORIGINS = SANDBOX

# --- Pages ----------------------------------------------------------------------------------------
# Pages for browsers, the schema and the docs: off in production unless QA_PAGES says on.
QA_PAGES = (
    _env.text(
        "QA_PAGES",
        default="on" if STAGE in ("sandbox", "dev") else "off",
        pattern="on|off",
        form="on or off",
    )
    == "on"
)

if _env.problems:
    raise ImproperlyConfigured("\n".join(_env.problems))

# --- Django ---------------------------------------------------------------------------------------
DEBUG = False
DATABASES: dict[str, object] = {}
INSTALLED_APPS = [
    "corsheaders",
    "rest_framework",
    "glowcycle",
    "glowcycle.sync",
    "glowcycle.person",
    "glowcycle.insights",
    "glowcycle.report",
    "journal",
    "period",
    "skin",
    "glowcycle.sharing",
]
MIDDLEWARE = [
    "glowcycle.api.middleware.OpenRequestContext",
    "glowcycle.api.middleware.RequestLog",
    "glowcycle.api.compression.Compression",
    "glowcycle.api.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
]
if SANDBOX:
    MIDDLEWARE.append("glowcycle.sandbox.travel.TimeTravel")
if QA_PAGES:
    # Before any middleware that reads headers, because a form may set some of them.
    MIDDLEWARE.insert(2, "glowcycle.web.middleware.BrowserMiddleware")
    MIDDLEWARE.append("django.middleware.csrf.CsrfViewMiddleware")
ROOT_URLCONF = "glowcycle.urls"
WSGI_APPLICATION = "glowcycle.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                *(["glowcycle.sandbox.bar.bar"] if SANDBOX else []),
            ]
        },
    }
]
# A browser takes such a cookie only over https, for this host alone and for all of its paths.
COOKIE_PREFIX = "" if SANDBOX else "__Host-"
CSRF_FAILURE_VIEW = "glowcycle.web.problem_pages.form_expired"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}glowcycle-csrf"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = not SANDBOX
LANGUAGE_CODE = "en"
# Of the sentences that she reads: see api/languages.py. Django and its libraries speak English.
LANGUAGES = [("en", "English"), ("es", "Español"), ("de", "Deutsch"), ("fr", "Français")]
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True
CORS_ALLOW_HEADERS = [
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "prefer",
]
CORS_EXPOSE_HEADERS = [
    "content-disposition",
    "etag",
    "link",
    "location",
    "preference-applied",
    "retry-after",
    "www-authenticate",
    "x-amzn-remapped-www-authenticate",
    "x-request-id",
]
SECURE_HSTS_SECONDS = 0 if SANDBOX else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# `check --deploy` looks for Django's own ways. Here the Content-Security-Policy forbids frames
# (W002), the pages check their forms themselves (W003), and the gateway has no plain http (W008).
# Whether browsers learn a domain by heart (W021) is its owner's choice.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W003", "security.W008", "security.W021"]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "glowcycle.api.authentication.BearerToken",
        *(["glowcycle.web.session.CookieSession"] if QA_PAGES else []),
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "glowcycle.api.permissions.OwnPartition",
        "glowcycle.api.permissions.NotErased",
        "glowcycle.api.permissions.NotRestricted",
        "glowcycle.person.consents.permissions.Consented",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["glowcycle.api.throttles.RequestRate"],
    "DEFAULT_PARSER_CLASSES": ["glowcycle.api.parsers.StrictJSON"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "glowcycle.api.negotiation.Negotiation",
    "DEFAULT_METADATA_CLASS": "glowcycle.api.options.Metadata",
    "DEFAULT_SCHEMA_CLASS": "glowcycle.openapi.schema.Schema",
    "EXCEPTION_HANDLER": "glowcycle.api.exceptions.problem_for",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
}

# apps.py configures logging, so that Django does not first set up its mails to admins.
LOGGING_CONFIG = None
# Django's loggers write paths, which hold user ids. RequestLog writes the route instead.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        # Only CloudWatch reads the metrics in the lines, so only a stage writes them.
        "json": {
            "()": "glowcycle.api.log_formatters.JSONLines",
            "stage": STAGE if IN_LAMBDA else "",
        },
        "terminal": {"()": "glowcycle.api.log_formatters.TerminalLines"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "terminal" if SANDBOX and sys.stderr.isatty() else "json",
        },
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["nowhere"], "propagate": False},
        "django.server": {"handlers": ["nowhere"], "propagate": False},
        # At DEBUG these write keys, addresses and items.
        **{
            name: {"level": "WARNING"}
            for name in ("boto3", "botocore", "pynamodb", "s3transfer", "urllib3")
        },
        # At INFO these write which letters a report holds.
        **{name: {"level": "WARNING"} for name in ("fontTools", "fpdf")},
        "werkzeug": {"level": "ERROR"},
    },
}

# Photos stay in memory: a file would outlive the request in a warm Lambda.
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
