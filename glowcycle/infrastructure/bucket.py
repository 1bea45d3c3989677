"""The bucket for photos and exports: private, encrypted, TLS only, with rules for deletion."""

import json
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from botocore.exceptions import ClientError
from django.conf import settings

from glowcycle.aws import clients
from glowcycle.aws.errors import error_code
from glowcycle.errors import Conflict
from glowcycle.storage import objects

if TYPE_CHECKING:
    from mypy_boto3_s3.literals import BucketLocationConstraintType
    from mypy_boto3_s3.type_defs import (
        BucketLifecycleConfigurationTypeDef,
        CORSRuleTypeDef,
        LifecycleRuleTypeDef,
        PublicAccessBlockConfigurationTypeDef,
        ServerSideEncryptionConfigurationTypeDef,
    )


def _vanishes_in_a_day(prefix: str) -> "LifecycleRuleTypeDef":
    return {
        "ID": f"{prefix}-vanish",
        "Status": "Enabled",
        "Filter": {"Prefix": f"{prefix}/"},
        "Expiration": {"Days": 1},
    }


def _photos_kept(days: int) -> "LifecycleRuleTypeDef":
    return {
        # A day later than the scan expires, so no scan loses its photo early.
        "ID": f"photos-kept-{days}-days-vanish",
        "Status": "Enabled",
        "Filter": {
            "And": {
                "Prefix": "kept/",
                "Tags": [{"Key": objects.DAYS_TAG, "Value": str(days)}],
            }
        },
        "Expiration": {"Days": days + 1},
    }


# S3 counts whole days from the next midnight UTC, so "1 day" deletes within two days.
LIFECYCLE: "BucketLifecycleConfigurationTypeDef" = {
    "Rules": [
        *(_vanishes_in_a_day(prefix) for prefix in ("uploads", "pending", "exports")),
        *map(_photos_kept, (30, 90, 365)),
        {
            # In a versioned bucket, a deletion would only hide the photo.
            "ID": "deleted-photos-vanish",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "NoncurrentVersionExpiration": {"NoncurrentDays": 1},
        },
        {
            "ID": "broken-uploads-vanish",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        },
    ]
}
ENCRYPTION: "ServerSideEncryptionConfigurationTypeDef" = {
    "Rules": [
        {
            "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"},
            "BucketKeyEnabled": True,
        }
    ]
}
PRIVATE: "PublicAccessBlockConfigurationTypeDef" = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}


class VersionedBucket(Conflict):
    """The bucket keeps every photo that is deleted or replaced, as an older version."""

    code = "versioned_bucket"

    def __init__(self) -> None:
        name = settings.S3_BUCKET_NAME
        super().__init__(
            f"The bucket {name} is versioned, so it would keep photos that are deleted. Suspend it "
            f"first: aws s3api put-bucket-versioning --bucket {name} "
            "--versioning-configuration Status=Suspended."
        )


def create_bucket() -> bool:
    """Create the bucket if we have none, and set its protection; return whether it is new.

    Raise VersionedBucket before anything is changed; ClientError, for example if another account
    owns the name.
    """
    client, name = clients.s3(), settings.S3_BUCKET_NAME
    is_new = not _is_ours(name)
    if is_new:
        _create(name)
    elif _is_versioned(name):
        raise VersionedBucket
    client.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=PRIVATE)
    client.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration=ENCRYPTION)
    # An endpoint on this machine has no TLS, and the policy would refuse every request.
    if not settings.AWS_ENDPOINT_URL.startswith("http:"):
        client.put_bucket_policy(Bucket=name, Policy=json.dumps(_tls_only(name)))
    client.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration=LIFECYCLE)
    _allow_origins(name)
    return is_new


def bucket_problems() -> list[str]:
    """Return a sentence for each thing wrong with the bucket. Raise ClientError."""
    name = settings.S3_BUCKET_NAME
    if not _is_ours(name):
        return [f"There is no bucket {name}: run create_bucket."]
    problems = [str(VersionedBucket())] if _is_versioned(name) else []
    if missing := {rule["ID"] for rule in LIFECYCLE["Rules"]} - _rule_ids(name):
        names = ", ".join(sorted(missing))
        problems.append(f"The bucket {name} lacks rules ({names}): run create_bucket.")
    return problems


def _is_versioned(name: str) -> bool:
    # Where it was versioned before, a rule deletes the older versions, and an erasure does.
    return clients.s3().get_bucket_versioning(Bucket=name).get("Status") == "Enabled"


def _rule_ids(name: str) -> set[str]:
    """Return the ids of the bucket's own lifecycle rules that are on."""
    try:
        rules = clients.s3().get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
    except ClientError as error:
        if error_code(error) == "NoSuchLifecycleConfiguration":
            return set()
        raise
    return {rule.get("ID", "") for rule in rules if rule["Status"] == "Enabled"}


def _create(name: str) -> None:
    client = clients.s3()
    # If a response is lost, botocore's second attempt finds the bucket of the first one.
    with suppress(client.exceptions.BucketAlreadyOwnedByYou):
        if settings.AWS_REGION == "us-east-1":  # S3 refuses the name of this region
            client.create_bucket(Bucket=name)
        else:
            location = cast("BucketLocationConstraintType", settings.AWS_REGION)
            client.create_bucket(
                Bucket=name, CreateBucketConfiguration={"LocationConstraint": location}
            )


def _is_ours(name: str) -> bool:
    # Names are the world's. A stranger may have made it first, and let us write what he can read.
    return any(bucket["Name"] == name for bucket in clients.s3().list_buckets()["Buckets"])


def _allow_origins(name: str) -> None:
    """Let only the app's own web pages send upload forms (CORS)."""
    origins = ["*"] if settings.CORS_ALLOW_ALL_ORIGINS else settings.CORS_ALLOWED_ORIGINS
    if not origins:
        clients.s3().delete_bucket_cors(Bucket=name)
        return
    # An upload form needs no special headers. Every other request needs a signature.
    rule: CORSRuleTypeDef = {
        "AllowedOrigins": origins,
        "AllowedMethods": ["POST"],
        "MaxAgeSeconds": 3600,
    }
    clients.s3().put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [rule]})


def _tls_only(name: str) -> dict[str, object]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "TLSOnly",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "s3:*",
                "Resource": [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"],
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            }
        ],
    }
