"""IAM in small: which rights a call takes, and whether the role's policy gives them.

Names that tests make up for a while stand for those that the policy names.
"""

import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from django.conf import settings

from glowcycle.deploy.role import filled_in

NAMES = {
    "account": "123456789012",
    "bucket": settings.S3_BUCKET_NAME,
    "foundation_model": "example.sees-v1:0",
    "function": settings.FUNCTION_NAME,
    "guardrail": "guardrail",
    "model": "eu.example.sees-v1:0",
    "region": settings.AWS_REGION,
    "stage": "test",
    "tables": settings.DYNAMODB_TABLE_NAME,
}
ACCOUNT = f"{NAMES['region']}:{NAMES['account']}"
# Where IAM calls a right by another name than the API calls the call.
S3_ACTIONS = {
    "DeleteBucketCors": "PutBucketCORS",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "HeadBucket": "ListBucket",
    "HeadObject": "GetObject",
    "ListObjectsV2": "ListBucket",
    "PutBucketCors": "PutBucketCORS",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
}


class Right(NamedTuple):
    """An action on a resource: of a policy, whose resource may be a pattern, or of a call."""

    action: str
    resource: str


def granted() -> list[Right]:
    """Return each action of the policy with each of its resources."""
    statements = json.loads(filled_in(NAMES))["Statement"]
    assert {statement["Effect"] for statement in statements} == {"Allow"}
    assert {frozenset(s) for s in statements} == {
        frozenset({"Sid", "Effect", "Action", "Resource"})
    }
    return [Right(a, r) for s in statements for a in s["Action"] for r in s["Resource"]]


def granting(needed: Right, rights: list[Right]) -> Right | None:
    """Return the first right of the policy that gives the needed one."""
    for right in rights:
        if right.action == needed.action and fnmatchcase(needed.resource, right.resource):
            return right
    return None


def needed_for(service: str, operation: str, params: Mapping[str, Any]) -> list[Right]:
    """Return the rights that a call takes, by the service's name in botocore."""
    if (service, operation) == ("bedrock-runtime", "Converse"):
        return list(_converse(params))
    if service == "dynamodb":
        return [Right(f"dynamodb:{operation}", table) for table in _tables(params)]
    if service == "s3":
        operation = S3_ACTIONS.get(operation, operation)
    return [Right(f"{service}:{operation}", _resource(service, params))]


def _resource(service: str, params: Mapping[str, Any]) -> str:
    match service:
        case "s3":
            bucket = params["Bucket"]
            known = NAMES["bucket"] if bucket == settings.S3_BUCKET_NAME else bucket
            return f"arn:aws:s3:::{known}" + (f"/{params['Key']}" if "Key" in params else "")
        case "secretsmanager":
            secret = re.sub(r"^glowcycle/\w+$", f"glowcycle/{NAMES['stage']}", params["SecretId"])
            return f"arn:aws:secretsmanager:{ACCOUNT}:secret:{secret}-AbCdEf"
        case "kms":
            return f"arn:aws:kms:{ACCOUNT}:key/{params.get('KeyId')}"
        case "cloudwatch":
            return f"arn:aws:cloudwatch:{ACCOUNT}:alarm:{params.get('AlarmName')}"
    return "*"


def _tables(params: Mapping[str, Any]) -> Iterator[str]:
    names = [params["TableName"]] if "TableName" in params else params.get("RequestItems", ["?"])
    index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
    for name in names:
        known = re.sub(rf"^({NAMES['tables']})-[0-9a-f]{{8}}-[0-9a-f-]{{27}}-", r"\1-", name)
        yield f"arn:aws:dynamodb:{ACCOUNT}:table/{known}{index}"


def _converse(params: Mapping[str, Any]) -> Iterator[Right]:
    # Tests ask for models of many names; the service asks for the one that the settings name.
    for resource in (
        f"arn:aws:bedrock:{ACCOUNT}:inference-profile/{NAMES['model']}",
        f"arn:aws:bedrock:eu-west-3::foundation-model/{NAMES['foundation_model']}",
    ):
        yield Right("bedrock:InvokeModel", resource)
    if "guardrailConfig" in params:
        resource = f"arn:aws:bedrock:{ACCOUNT}:guardrail/{NAMES['guardrail']}"
        yield Right("bedrock:ApplyGuardrail", resource)
