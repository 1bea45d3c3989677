"""Data keys wrapped by KMS, in whose encryption context stands whose they are."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError
from django.conf import settings

from glowcycle.aws import access_guard, clients
from glowcycle.aws.errors import error_code, transient_errors
from glowcycle.encryption.cipher import SealBroken

# KMS did not wrap this key for this person.
_WRONG_KEY_CODES = frozenset({"IncorrectKeyException", "InvalidCiphertextException"})


def make_key(*, user_id: str) -> tuple[bytes, bytes]:
    """Return a new data key of hers, and the same wrapped. Raise Unavailable."""
    with _kms_errors():
        made = clients.kms().generate_data_key(
            KeyId=settings.KMS_KEY_ID,
            KeySpec="AES_256",
            EncryptionContext=access_guard.key_context(user_id),
        )
    return made["Plaintext"], made["CiphertextBlob"]


def open_key(*, user_id: str, wrapped: bytes) -> bytes:
    """Return the data key. Raise SealBroken where it was not wrapped as hers, Unavailable."""
    # Without a KeyId: what an earlier KMS key wrapped opens too, as long as the role may use it.
    with _kms_errors():
        opened = clients.kms().decrypt(
            CiphertextBlob=wrapped, EncryptionContext=access_guard.key_context(user_id)
        )
    return opened["Plaintext"]


@contextmanager
def _kms_errors() -> Iterator[None]:
    """Raise SealBroken for a key that was not wrapped for her, Unavailable."""
    try:
        with transient_errors("The key service"):
            yield
    except ClientError as error:
        if error_code(error) in _WRONG_KEY_CODES:
            raise SealBroken from error
        raise
