"""The rights of the function: role-policy.json, filled in with the names of a stage.

Zappa loads callbacks.py, and this file through it, outside their package.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

POLICY = Path(__file__).with_name("role-policy.json")
# The id of an inference profile is a geography and the id of a model.
_GEOGRAPHY = re.compile(r"(us|us-gov|eu|apac|jp|au|ca|global)\.")


def attach(cli: Any) -> None:
    """Give Zappa the stage's policy before it creates or updates the role.

    The account is that of the credentials. Raise SystemExit for a model's ARN, which does not tell
    the models behind it and so the rights that it needs, and for an unknown KMS key.
    """
    if cli.command not in ("deploy", "update"):
        return  # other commands change no role, and may run without credentials
    variables = cli.aws_environment_variables
    model = variables["BEDROCK_MODEL_ID"]
    if model.startswith("arn:"):
        raise SystemExit("BEDROCK_MODEL_ID must be the id of a model or inference profile, no ARN.")
    cli.zappa.attach_policy = filled_in(
        {
            "account": cli.zappa.sts_client.get_caller_identity()["Account"],
            "bucket": variables["S3_BUCKET_NAME"],
            "foundation_model": _GEOGRAPHY.sub("", model, count=1),
            "function": cli.lambda_name,
            "key": _key(cli, variables.get("KMS_KEY_ID", "")),
            "guardrail": variables.get("BEDROCK_GUARDRAIL_ID", "").rpartition("/")[2],
            "model": model,
            "region": cli.aws_region,
            "served": ":".join(filter(None, (cli.lambda_name, cli.apigateway_lambda_qualifier))),
            "stage": cli.api_stage,
            "tables": variables["DYNAMODB_TABLE_NAME"],
        }
    )


def _key(cli: Any, key_id: str) -> str:
    """Return the key's ARN, also for an alias: a policy cannot name aliases."""
    if not key_id:
        return ""
    kms = cli.zappa.boto_client("kms")
    try:
        return str(kms.describe_key(KeyId=key_id)["KeyMetadata"]["Arn"])
    except kms.exceptions.NotFoundException as error:
        raise SystemExit(
            f"There is no KMS key {key_id} (KMS_KEY_ID): create it with "
            f"`manage.py create_key --stage {cli.api_stage}`."
        ) from error


def filled_in(names: Mapping[str, str]) -> str:
    """Return the policy with these names, as JSON. A statement with an empty name is left out."""
    statements = []
    for statement in json.loads(POLICY.read_text(encoding="utf-8"))["Statement"]:
        del statement["Why"]
        text = Template(json.dumps(statement))
        if all(names[name] for name in text.get_identifiers()):
            statements.append(json.loads(text.substitute(names)))
    return json.dumps({"Version": "2012-10-17", "Statement": statements})
