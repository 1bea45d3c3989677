"""Data keys wrapped by KMS. The encryption context of each key names its owner."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError
from django.conf import settings

from glowcycle.aws import access_guard, clients
from glowcycle.aws.errors import error_code, transient_errors, unavailable
from glowcycle.encryption.cipher import SealBroken

# KMS did not wrap this key, or wrapped it for another person, or has lost what wrapped it.
_WRONG_KEY_CODES = frozenset(
    {
        "IncorrectKeyException",
        "InvalidCiphertextException",
        "NotFoundException",
        "ValidationException",
    }
)
# We lack the right; or a KMS key that is not ours wrapped this key.
_DENIED = "AccessDeniedException"
# The KMS key was switched off, and can be switched on again.
_PAUSED_KEY_CODES = frozenset({"DisabledException", "KMSInvalidStateException"})


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
    try:
        return _decrypt(user_id, wrapped)
    except ClientError as error:
        code = error_code(error)
        if code in _WRONG_KEY_CODES or (code == _DENIED and _may_decrypt(user_id)):
            raise SealBroken from error
        raise


def _decrypt(user_id: str, wrapped: bytes) -> bytes:
    # Without a KeyId, KMS also opens data keys that an earlier KMS key wrapped.
    with _kms_errors():
        opened = clients.kms().decrypt(
            CiphertextBlob=wrapped, EncryptionContext=access_guard.key_context(user_id)
        )
    return opened["Plaintext"]


def _may_decrypt(user_id: str) -> bool:
    """Return whether we may open keys of our own, and were denied only because of a foreign one."""
    _, wrapped = make_key(user_id=user_id)
    try:
        _decrypt(user_id, wrapped)
    except ClientError:
        return False
    return True


@contextmanager
def _kms_errors() -> Iterator[None]:
    """Raise Unavailable where the same call may succeed later; let every other error pass."""
    try:
        with transient_errors("The key service"):
            yield
    except ClientError as error:
        if error_code(error) in _PAUSED_KEY_CODES:
            raise unavailable("The key service") from error
        raise
