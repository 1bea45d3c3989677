"""The key providers wrap data keys: the master key file, and KMS with its faults."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from glowcycle.aws import access_guard, clients, request_context
from glowcycle.aws.access_guard import TenantViolation
from glowcycle.aws.request_context import RequestContext
from glowcycle.encryption import file_provider, keyring, kms_provider
from glowcycle.encryption.cipher import SealBroken
from glowcycle.errors import Unavailable
from tests.support import faults
from tests.support.faults import store_faults
from tests.support.people import someone


@pytest.fixture
def file(settings, tmp_path):
    settings.MASTER_KEY_FILE = str(tmp_path / "new" / "master-key")
    return Path(settings.MASTER_KEY_FILE)


@pytest.fixture
def kms(settings):
    settings.KMS_KEY_ID = clients.kms().create_key()["KeyMetadata"]["KeyId"]
    return clients.kms()


def test_the_file_is_made_once_and_readable_only_by_its_owner(file):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: file_provider.make_key(user_id="hers"), range(8)))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text().split()) == 1
    assert list(file.parent.iterdir()) == [file]
    for plain, wrapped in made:
        assert file_provider.open_key(user_id="hers", wrapped=wrapped) == plain


def test_a_new_master_key_wraps_and_the_old_ones_open(file):
    plain, wrapped = file_provider.make_key(user_id="hers")
    with file.open("a") as more:
        more.write("ab" * 32 + "\n")
    newer, wrapped_newer = file_provider.make_key(user_id="hers")
    assert file_provider.open_key(user_id="hers", wrapped=wrapped) == plain
    file.write_text("ab" * 32)
    assert file_provider.open_key(user_id="hers", wrapped=wrapped_newer) == newer
    with pytest.raises(SealBroken):
        file_provider.open_key(user_id="hers", wrapped=wrapped)


def test_outside_the_sandbox_a_missing_file_is_an_error(file, settings):
    settings.SANDBOX = False
    with pytest.raises(FileNotFoundError):
        file_provider.make_key(user_id="hers")
    assert not file.exists()


def test_the_encryption_context_has_no_plain_user_id(kms):
    calls = []
    kms.meta.events.register("before-parameter-build.kms", lambda params, **_: calls.append(params))
    _, wrapped = kms_provider.make_key(user_id="hers")
    kms_provider.open_key(user_id="hers", wrapped=wrapped)
    contexts = [params["EncryptionContext"] for params in calls[-2:]]
    assert contexts == [access_guard.key_context("hers")] * 2
    assert access_guard.key_context("hers") != access_guard.key_context("other's")
    assert "hers" not in str(contexts)


def test_the_access_guard_checks_the_encryption_context(kms, settings):
    context, key = (
        access_guard.key_context("hers"),
        {"KeyId": settings.KMS_KEY_ID, "KeySpec": "AES_256"},
    )
    with request_context.open_context(RequestContext(user_id="hers")):
        made = kms.generate_data_key(EncryptionContext=context, **key)
        kms.decrypt(CiphertextBlob=made["CiphertextBlob"], EncryptionContext=context)
    for user_id, other_context in (
        ("other's", context),
        ("hers", {}),
        ("hers", {**context, "more": "x"}),
    ):
        with request_context.open_context(RequestContext(user_id=user_id)):
            with pytest.raises(TenantViolation):
                kms.generate_data_key(EncryptionContext=other_context, **key)
            with pytest.raises(TenantViolation):
                kms.decrypt(CiphertextBlob=made["CiphertextBlob"], EncryptionContext=other_context)
    with request_context.open_context(RequestContext()), pytest.raises(TenantViolation):
        kms.decrypt(CiphertextBlob=made["CiphertextBlob"], EncryptionContext=context)


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize(
    "fault",
    [
        faults.refused(400, "ThrottlingException"),
        faults.refused(400, "RequestLimitExceeded"),
        faults.refused(400, "LimitExceededException"),
        faults.refused(500, "KMSInternalException"),
        faults.refused(503, "DependencyTimeoutException"),
        faults.refused(500, "KeyUnavailableException"),
        faults.overloaded,
        faults.nameless,
        faults.lost,
        faults.unreachable,
    ],
)
def test_a_kms_fault_is_503_and_changes_nothing(kms, fault):
    alice = someone()
    entry = alice.post("/journal", {"date": "2026-03-01", "energy": 1})
    keyring.forget()
    with store_faults(*[fault] * 9, client=kms):
        refused = [
            alice.get(entry.headers["Location"]),
            alice.patch(entry.headers["Location"], {"energy": 2}),
            alice.post("/journal", {"date": "2026-03-02"}),
        ]
    assert [answer.status_code for answer in refused] == [503] * 3
    assert all(1 <= int(answer.headers["Retry-After"]) <= 5 for answer in refused)
    listed = alice.get(f"/journal/user/{alice.user_id}").json()["results"]
    assert listed == [entry.json()]


def test_denied_kms_access_is_a_server_error(kms):
    denied = faults.refused(400, "AccessDeniedException")
    with store_faults(denied, client=kms), pytest.raises(ClientError):
        kms_provider.make_key(user_id="hers")


def test_a_data_key_of_an_earlier_kms_key_is_unwrapped(kms, settings):
    plain, wrapped = kms_provider.make_key(user_id="hers")
    settings.KMS_KEY_ID = kms.create_key()["KeyMetadata"]["KeyId"]
    newer, wrapped_newer = kms_provider.make_key(user_id="hers")
    assert plain != newer
    assert kms_provider.open_key(user_id="hers", wrapped=wrapped) == plain
    assert kms_provider.open_key(user_id="hers", wrapped=wrapped_newer) == newer


def test_an_unavailable_key_service_is_not_a_broken_seal(kms):
    with store_faults(*[faults.unreachable] * 2, client=kms), pytest.raises(Unavailable):
        kms_provider.open_key(user_id="hers", wrapped=b"any")
