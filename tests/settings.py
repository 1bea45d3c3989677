"""The service's own settings under an environment that no machine or .env file can change."""

import os
import tempfile

# The name keeps the folder until the process ends.
FOLDER = tempfile.TemporaryDirectory(prefix="glowcycle-tests-", ignore_cleanup_errors=True)
ENVIRONMENT = {
    "PYTHON_DOTENV_DISABLED": "1",
    "STAGE": "sandbox",
    "SANDBOX_DIR": FOLDER.name,
    "AWS_REGION": "eu-central-1",
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_EC2_METADATA_DISABLED": "true",
    "DYNAMODB_TABLE_NAME": "glowcycle-test",
    "S3_BUCKET_NAME": "glowcycle-test-photos",
    "BEDROCK_MODEL_ID": "eu.example.sees-v1:0",
    "SKIN_ANALYZER": "local",
    # The caller may choose another engine for the same tests.
    "DYNAMODB_ENDPOINT_URL": os.environ.get("DYNAMODB_ENDPOINT_URL", ""),
}
for name in (
    "AWS_PROFILE",
    "AWS_ENDPOINT_URL",
    "AWS_SESSION_TOKEN",
    "BEDROCK_GUARDRAIL_ID",
    "BEDROCK_MODEL_LACKS",
    "KMS_KEY_ID",
    "MASTER_KEY_FILE",
    "OIDC_REQUIRED_SCOPE",
    "STEP_UP_MINUTES",
    "CORS_ALLOWED_ORIGINS",
):
    os.environ.pop(name, None)
os.environ.update(ENVIRONMENT)

from glowcycle.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver"]
REQUESTS_PER_SECOND = OPEN_REQUESTS_PER_SECOND = 100_000  # a test's phone never rests
LOGGING["handlers"]["stderr"]["formatter"] = "json"  # noqa: F405  JSON on a terminal, too
