"""The bucket for photos and exports: private, encrypted, TLS only, with rules for deletion."""

import json
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from botocore.exceptions import ClientError
from django.conf import settings

from glowcycle.aws import clients
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


def create_bucket() -> bool:
    """Create the bucket if we have none, and set its protection; return whether it is new.

    Raise ClientError, for example if another account owns the name.
    """
    client, name = clients.s3(), settings.S3_BUCKET_NAME
    is_new = not _is_ours(name)
    if is_new:
        _create(name)
    client.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=PRIVATE)
    client.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration=ENCRYPTION)
    # An endpoint on this machine has no TLS, and the policy would refuse every request.
    if not settings.AWS_ENDPOINT_URL.startswith("http:"):
        client.put_bucket_policy(Bucket=name, Policy=json.dumps(_tls_only(name)))
    client.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration=LIFECYCLE)
    _allow_origins(name)
    return is_new


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
    try:
        clients.s3().head_bucket(Bucket=name)
    except ClientError as error:
        if error.response["Error"]["Code"] == "404":
            return False
        raise
    return True


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
