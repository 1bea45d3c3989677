"""The key of KMS that wraps data keys: made once, by who deploys, since the function must not."""

from glowcycle.aws import clients


def create_key(*, alias: str) -> bool:
    """Create the KMS key of that alias unless it is there, have it rotated; return whether new.

    Raises ClientError where AWS refuses.
    """
    client = clients.kms()
    try:
        key_id = client.describe_key(KeyId=alias)["KeyMetadata"]["KeyId"]
        is_new = False
    except client.exceptions.NotFoundException:
        key_id = client.create_key(Description="Glow Cycle's data keys")["KeyMetadata"]["KeyId"]
        client.create_alias(AliasName=alias, TargetKeyId=key_id)
        is_new = True
    client.enable_key_rotation(KeyId=key_id)
    return is_new
