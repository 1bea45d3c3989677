"""The KMS key that wraps data keys. The operator creates it once; the function may not."""

from glowcycle.aws import clients


def create_key(*, alias: str) -> bool:
    """Create the KMS key with this alias if there is none, and return whether it is new.

    KMS rotates it every year. Raise ClientError.
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
