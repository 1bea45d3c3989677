"""Data keys wrapped by KMS. The encryption context of each key names its owner."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError
from django.conf import settings

from glowcycle.aws import access_guard, clients
from glowcycle.aws.errors import error_code, transient_errors
from glowcycle.encryption.cipher import SealBroken

# KMS did not wrap this key, or wrapped it for another person.
_WRONG_KEY_CODES = frozenset({"IncorrectKeyException", "InvalidCiphertextException"})


def make_key(*, user_id: str) -> tuple[bytes, bytes]:
    """Return a new data key for the person, plain and wrapped. Raise Unavailable."""
    with _kms_errors():
        made = clients.kms().generate_data_key(
            KeyId=settings.KMS_KEY_ID,
            KeySpec="AES_256",
            EncryptionContext=access_guard.key_context(user_id),
        )
    return made["Plaintext"], made["CiphertextBlob"]


def open_key(*, user_id: str, wrapped: bytes) -> bytes:
    """Return the plain data key. Raise Unavailable, or SealBroken if it is not this person's."""
    # Without a KeyId, KMS also opens data keys that an earlier KMS key wrapped.
    with _kms_errors():
        opened = clients.kms().decrypt(
            CiphertextBlob=wrapped, EncryptionContext=access_guard.key_context(user_id)
        )
    return opened["Plaintext"]


@contextmanager
def _kms_errors() -> Iterator[None]:
    """Raise Unavailable, or SealBroken for a key that KMS did not wrap for this person."""
    try:
        with transient_errors("The key service"):
            yield
    except ClientError as error:
        if error_code(error) in _WRONG_KEY_CODES:
            raise SealBroken from error
        raise
