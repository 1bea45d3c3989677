"""A small model of IAM: which rights a call needs, and whether the role's policy gives them.

Names that a test makes up stand for the names in the policy.
"""

import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from django.conf import settings

from glowcycle.infrastructure.deploy.role import filled_in

NAMES = {
    "account": "123456789012",
    "bucket": settings.S3_BUCKET_NAME,
    "foundation_model": "example.sees-v1:0",
    "function": settings.FUNCTION_NAME,
    "guardrail": "guardrail",
    "key": "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "model": "eu.example.sees-v1:0",
    "region": settings.AWS_REGION,
    "served": f"{settings.FUNCTION_NAME}:snapstart",
    "stage": "test",
    "tables": settings.DYNAMODB_TABLE_NAME,
}
ACCOUNT = f"{NAMES['region']}:{NAMES['account']}"
LIKE: dict[str, dict[str, str]] = {"StringLike": {}}
# Calls whose IAM action has another name than the API operation.
S3_ACTIONS = {
    "CompleteMultipartUpload": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "DeleteBucketCors": "PutBucketCORS",
    "DeleteObjects": "DeleteObject",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "HeadBucket": "ListBucket",
    "HeadObject": "GetObject",
    "ListBuckets": "ListAllMyBuckets",
    "ListObjectVersions": "ListBucketVersions",
    "ListObjectsV2": "ListBucket",
    "PutBucketCors": "PutBucketCORS",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "UploadPart": "PutObject",
}


class Right(NamedTuple):
    """An action on a resource, from a policy (the resource may be a pattern) or from a call.

    `conditions` are the patterns that a policy requires, or the values of a call.
    """

    action: str
    resource: str
    conditions: frozenset[tuple[str, str]] = frozenset()


def granted() -> list[Right]:
    """Return a right for each action and resource of the policy."""
    statements = json.loads(filled_in(NAMES))["Statement"]
    assert {statement["Effect"] for statement in statements} == {"Allow"}
    for statement in statements:
        assert statement.keys() - {"Condition"} == {"Sid", "Effect", "Action", "Resource"}
        assert statement.get("Condition", {}).keys() <= {"StringLike"}
    return [
        Right(action, resource, frozenset(statement.get("Condition", LIKE)["StringLike"].items()))
        for statement in statements
        for action in statement["Action"]
        for resource in statement["Resource"]
    ]


def granting(needed: Right, rights: list[Right]) -> Right | None:
    """Return the first right of the policy that grants the needed right."""
    for right in rights:
        if (
            right.action == needed.action
            and fnmatchcase(needed.resource, right.resource)
            and all(_is_met(condition, needed) for condition in right.conditions)
        ):
            return right
    return None


def _is_met(condition: tuple[str, str], needed: Right) -> bool:
    name, pattern = condition
    return any(name == key and fnmatchcase(value, pattern) for key, value in needed.conditions)


def needed_for(service: str, operation: str, params: Mapping[str, Any]) -> list[Right]:
    """Return the rights that a call needs; `service` is botocore's name."""
    if (service, operation) == ("bedrock-runtime", "Converse"):
        return list(_converse(params))
    if service == "dynamodb":
        return [Right(f"dynamodb:{operation}", table) for table in _tables(params)]
    if service == "kms":
        return [Right(f"kms:{operation}", _key(params), _context(params))]
    if service == "s3":
        action = f"s3:{S3_ACTIONS.get(operation, operation)}{_of_version(params)}"
        return [Right(action, resource) for resource in _objects(params)]
    return [Right(f"{service}:{operation}", _resource(service, params))]


def _of_version(params: Mapping[str, Any]) -> str:
    """Return the end of the action's name where the call names versions of objects."""
    named = params.get("Delete", {}).get("Objects", [params])
    return "Version" if any("VersionId" in item for item in named) else ""


def _resource(service: str, params: Mapping[str, Any]) -> str:
    match service:
        case "secretsmanager":
            secret = re.sub(r"^glowcycle/\w+$", f"glowcycle/{NAMES['stage']}", params["SecretId"])
            return f"arn:aws:secretsmanager:{ACCOUNT}:secret:{secret}-AbCdEf"
        case "cloudwatch":
            return f"arn:aws:cloudwatch:{ACCOUNT}:alarm:{params.get('AlarmName')}"
    return "*"


def _objects(params: Mapping[str, Any]) -> Iterator[str]:
    bucket = params.get("Bucket", "*")
    policy_bucket = NAMES["bucket"] if bucket == settings.S3_BUCKET_NAME else bucket
    named = [item["Key"] for item in params["Delete"]["Objects"]] if "Delete" in params else []
    for key in named or [params.get("Key")]:
        yield f"arn:aws:s3:::{policy_bucket}" + (f"/{key}" if key else "")


def _key(params: Mapping[str, Any]) -> str:
    # Decrypt names no key: the wrapped data key contains its id.
    named = params.get("KeyId", settings.KMS_KEY_ID)
    return NAMES["key"] if named == settings.KMS_KEY_ID else f"arn:aws:kms:{ACCOUNT}:key/{named}"


def _context(params: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    context = params.get("EncryptionContext", {})
    return frozenset((f"kms:EncryptionContext:{name}", value) for name, value in context.items())


def _tables(params: Mapping[str, Any]) -> Iterator[str]:
    names = [params["TableName"]] if "TableName" in params else params.get("RequestItems", ["?"])
    index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
    for name in names:
        policy_table = re.sub(rf"^({NAMES['tables']})-[0-9a-f]{{8}}-[0-9a-f-]{{27}}-", r"\1-", name)
        yield f"arn:aws:dynamodb:{ACCOUNT}:table/{policy_table}{index}"


def _converse(params: Mapping[str, Any]) -> Iterator[Right]:
    # Tests use many model names; the service uses the name in the settings.
    for resource in (
        f"arn:aws:bedrock:{ACCOUNT}:inference-profile/{NAMES['model']}",
        f"arn:aws:bedrock:eu-west-3::foundation-model/{NAMES['foundation_model']}",
    ):
        yield Right("bedrock:InvokeModel", resource)
    if "guardrailConfig" in params:
        resource = f"arn:aws:bedrock:{ACCOUNT}:guardrail/{NAMES['guardrail']}"
        yield Right("bedrock:ApplyGuardrail", resource)
