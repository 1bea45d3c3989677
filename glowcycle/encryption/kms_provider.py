"""Data keys wrapped by KMS, in whose encryption context stands whose they are."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from glowcycle.aws import access_guard, clients
from glowcycle.encryption.cipher import SealBroken
from glowcycle.errors import Unavailable

# Answers after which the same request may succeed. All others are faults of ours.
_PASSING = frozenset({"LimitExceededException", "RequestLimitExceeded", "ThrottlingException"})
_PASSING_STATUS = frozenset({429, *range(500, 600)})
_NOT_HERS = frozenset({"IncorrectKeyException", "InvalidCiphertextException"})


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
    try:
        yield
    except BotoCoreError as error:
        raise Unavailable("The key service did not answer: repeat the request.") from error
    except ClientError as error:
        code = error.response["Error"]["Code"]
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        if code in _PASSING or status in _PASSING_STATUS:
            raise Unavailable("The key service is busy: repeat the request.") from error
        if code in _NOT_HERS:
            raise SealBroken from error
        raise
