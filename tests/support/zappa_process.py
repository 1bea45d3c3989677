"""Run the Lambda handler with settings of Zappa in its own process; its output is the log.

    python -m tests.support.zappa_process STAGE DEBUG LOG_LEVEL ANSWERS < EVENTS

DEBUG and LOG_LEVEL override the stage's settings unless empty. EVENTS and ANSWERS are JSON lists.
AWS is moto in this process; the issuer's keys are those of the sandbox.
"""

import io
import json
import logging
import os
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

from moto import mock_aws
from zappa.cli import ZappaCLI

from glowcycle.api import jwks

ROOT = Path(__file__).resolve().parents[2]


def stage_settings(stage: str, debug: str, log_level: str) -> ModuleType:
    """Return the settings module that Zappa would put into the archive."""
    cli = ZappaCLI()
    cli.api_stage = stage
    cli.load_settings(str(ROOT / "zappa_settings.json"))
    os.environ.update(cli.aws_environment_variables)
    os.environ["AWS_LAMBDA_FUNCTION_NAME"] = cli.lambda_name
    os.environ["OIDC_ISSUER"] = "https://sandbox.invalid"
    os.environ["OIDC_AUDIENCE"] = "glowcycle-sandbox"
    os.environ["S3_BUCKET_NAME"] = "glowcycle-photos"
    app_module, app_function = cli.app_function.rsplit(".", 1)
    module = ModuleType("zappa_settings")
    module.__dict__.update(
        APP_MODULE=app_module,
        APP_FUNCTION=app_function,
        API_STAGE=cli.api_stage,
        PROJECT_NAME=cli.project_name,
        DEBUG=bool(debug) or cli.debug,
        LOG_LEVEL=log_level or cli.log_level,
        BINARY_SUPPORT=cli.binary_support,
        DOMAIN=cli.domain,
        BASE_PATH=cli.base_path,
        CONTEXT_HEADER_MAPPINGS=cli.context_header_mappings,
        ENVIRONMENT_VARIABLES=cli.environment_variables,
        EXCEPTION_HANDLER=cli.exception_handler,
        DJANGO_SETTINGS=cli.django_settings,
        AWS_EVENT_MAPPING={},
        AWS_BOT_EVENT_MAPPING={},
        COGNITO_TRIGGER_MAPPING={},
        AUTHORIZER_FUNCTION=None,
    )
    return module


def set_up() -> None:
    """Create the key, tables and bucket, as an operator does before a deploy."""
    from django.conf import settings
    from django.core.management import call_command

    from glowcycle.aws import clients, request_context

    call_command("create_key", stdout=io.StringIO())
    call_command("create_tables", stdout=io.StringIO())
    call_command("create_bucket", stdout=io.StringIO())
    with request_context.act_as_operator():
        # moto reads the Deny of the TLS-only policy without its condition.
        clients.s3().delete_bucket_policy(Bucket=settings.S3_BUCKET_NAME)


def main(stage: str, debug: str, log_level: str, answers: str) -> None:
    import boto3

    sys.modules["zappa_settings"] = stage_settings(stage, debug, log_level)
    boto3.client("secretsmanager", region_name=os.environ["AWS_REGION"]).create_secret(
        Name=f"glowcycle/{stage}", SecretString=json.dumps({"SECRET_KEY": "s" * 40})
    )
    keys = Path(os.environ["SANDBOX_DIR"], "jwks.json").read_bytes()
    jwks.download = lambda *_, **__: keys
    from glowcycle import lambda_handler

    set_up()
    if log_level:
        logging.root.setLevel(log_level)  # as an operator does to find a fault
    context = SimpleNamespace(get_remaining_time_in_millis=lambda: 29_000)
    results = []
    for event in json.load(sys.stdin):
        try:
            results.append(lambda_handler.lambda_handler(event, context))
        except Exception as error:  # the runtime would log it, so it must hold no secret
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            results.append(None)
    Path(answers).write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    with mock_aws():
        main(*sys.argv[1:])
