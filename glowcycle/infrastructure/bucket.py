"""The bucket for photos: private, encrypted, TLS alone, forgetful of what is stray or deleted."""

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


def _photos_kept(days: int) -> "LifecycleRuleTypeDef":
    return {
        # A day later than the scan, which goes by the minute: nobody can read it any more.
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


# S3 counts whole days from the next midnight UTC: what is to last a day is gone within two.
LIFECYCLE: "BucketLifecycleConfigurationTypeDef" = {
    "Rules": [
        {
            "ID": "pending-uploads-vanish",
            "Status": "Enabled",
            "Filter": {"Prefix": "pending/"},
            "Expiration": {"Days": 1},
        },
        {
            "ID": "exports-vanish",
            "Status": "Enabled",
            "Filter": {"Prefix": "exports/"},
            "Expiration": {"Days": 1},
        },
        *map(_photos_kept, (30, 90, 365)),
        {
            # Where somebody switched versions on, a deletion would hide a photo and keep it.
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
    """Create the bucket unless it is ours already, set what guards it; return whether it is new.

    Raises ClientError where AWS refuses, as for a name that another account holds.
    """
    client, name = clients.s3(), settings.S3_BUCKET_NAME
    is_new = not _is_ours(name)
    if is_new:
        _create(name)
    client.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=PRIVATE)
    client.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration=ENCRYPTION)
    # A stand-in on this machine has no TLS: the policy would let nobody in.
    if not settings.AWS_ENDPOINT_URL.startswith("http:"):
        client.put_bucket_policy(Bucket=name, Policy=json.dumps(_tls_only(name)))
    client.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration=LIFECYCLE)
    _let_in_pages(name)
    return is_new


def _create(name: str) -> None:
    client = clients.s3()
    # Where an answer was lost, botocore's second attempt finds the bucket that the first one made.
    with suppress(client.exceptions.BucketAlreadyOwnedByYou):
        if settings.AWS_REGION == "us-east-1":  # the one region that must not be named
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


def _let_in_pages(name: str) -> None:
    """Let the app's own web pages, and no others, send the form for an upload."""
    origins = ["*"] if settings.CORS_ALLOW_ALL_ORIGINS else settings.CORS_ALLOWED_ORIGINS
    if not origins:
        clients.s3().delete_bucket_cors(Bucket=name)
        return
    # A form needs no header of its own, and nothing but forms is answered without a signature.
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
