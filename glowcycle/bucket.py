"""The bucket for photos: private, encrypted, TLS alone, and forgetful of stray uploads."""

import json

from botocore.exceptions import ClientError
from django.conf import settings

from glowcycle.aws import clients

# Under pending/ lie uploads that nobody had measured yet; nothing there outlives a day.
LIFECYCLE = {
    "Rules": [
        {
            "ID": "pending-uploads-vanish",
            "Status": "Enabled",
            "Filter": {"Prefix": "pending/"},
            "Expiration": {"Days": 1},
        },
        {
            "ID": "broken-uploads-vanish",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        },
    ]
}
ENCRYPTION = {
    "Rules": [
        {
            "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"},
            "BucketKeyEnabled": True,
        }
    ]
}
PRIVATE = {
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
    if is_new and settings.AWS_REGION == "us-east-1":  # the one region that must not be named
        client.create_bucket(Bucket=name)
    elif is_new:
        location = {"LocationConstraint": settings.AWS_REGION}
        client.create_bucket(Bucket=name, CreateBucketConfiguration=location)  # type: ignore[arg-type]
    client.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=PRIVATE)  # type: ignore[arg-type]
    client.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration=ENCRYPTION)  # type: ignore[arg-type]
    # A stand-in on this machine has no TLS: the policy would let nobody in.
    if not settings.AWS_ENDPOINT_URL.startswith("http:"):
        client.put_bucket_policy(Bucket=name, Policy=json.dumps(_tls_only(name)))
    client.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration=LIFECYCLE)  # type: ignore[arg-type]
    return is_new


def _is_ours(name: str) -> bool:
    try:
        clients.s3().head_bucket(Bucket=name)
    except ClientError as error:
        if error.response["Error"]["Code"] == "404":
            return False
        raise
    return True


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
