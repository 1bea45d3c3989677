"""The tables: created with all their protection, which a repetition completes."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from botocore.exceptions import ClientError
from django.apps import apps
from django.conf import settings

from glowcycle.aws import clients
from glowcycle.aws.dynamodb import Item, PersonItem
from glowcycle.storage.records import Record

# AWS can restore deleted data for this long. A destroyed data key must not come back.
RECOVERY_DAYS = 35
KEY_RECOVERY_DAYS = 1
# AWS refuses changes with these codes while it still creates or changes the table.
BUSY_CODES = ("ContinuousBackupsUnavailableException", "ResourceInUseException")
BUSY_SECONDS = 120


def record_models() -> list[type[Record]]:
    """Return the record models of all apps, sorted by the names of their tables."""
    models: set[type[Record]] = set()
    for app in apps.get_app_configs():
        for value in vars(app.models_module).values() if app.models_module else ():
            if isinstance(value, type) and issubclass(value, Record) and "Meta" in vars(value):
                models.add(value)
    return sorted(models, key=lambda model: str(model.Meta.table_name))


def table_models() -> list[type[Item]]:
    """Return one model per table."""
    return [PersonItem, *record_models()]


def create_table(model: type[Item]) -> Iterator[str]:
    """Create the model's table if there is none, and switch on each protection that it lacks.

    Yield a line for each change, or for a protection that the engine does not offer. A repetition
    is harmless, also after an interruption. AWS creates tables with indexes one after the other, in
    some ten seconds each. Raise ClientError.
    """
    if not model.exists():
        _create(model)
        yield "created, billed on demand"
    clients.dynamodb().get_waiter("table_exists").wait(
        TableName=str(model.Meta.table_name),
        WaiterConfig={"Delay": 1, "MaxAttempts": BUSY_SECONDS},
    )
    for name, is_on, switch_on in _protections(model):
        try:
            if is_on():
                continue
            done = _switched_on(is_on, switch_on)
        except ClientError:
            if not settings.DYNAMODB_ENDPOINT_URL:
                raise
            done = False  # other engines refuse unknown calls, each with its own error
        yield f"{name} switched on" if done else f"{name} is not offered by this engine"


def _create(model: type[Item]) -> None:
    """Create the model's table. PynamoDB's own create_table cannot encrypt it."""
    client, table = clients.dynamodb(), str(model.Meta.table_name)
    schema: Any = model._get_schema()
    indexes: Any = [
        {
            "IndexName": index["index_name"],
            "KeySchema": _hash_first(index["key_schema"]),
            "Projection": index["projection"],
        }
        for index in schema["local_secondary_indexes"]
    ]
    # If a response is lost, botocore's second attempt finds the table of the first one.
    with suppress(client.exceptions.ResourceInUseException):
        client.create_table(
            TableName=table,
            KeySchema=_hash_first(schema["key_schema"]),
            AttributeDefinitions=schema["attribute_definitions"],
            **({"LocalSecondaryIndexes": indexes} if indexes else {}),
            BillingMode="PAY_PER_REQUEST",
            SSESpecification={"Enabled": True, "SSEType": "KMS"},
            DeletionProtectionEnabled=True,
        )


def _switched_on(is_on: Callable[[], bool], switch_on: Callable[[], object]) -> bool:
    """Switch it on as soon as AWS accepts, and return whether it is on. Raise ClientError."""
    for seconds_left in reversed(range(BUSY_SECONDS)):
        try:
            switch_on()
            break
        except ClientError as error:
            if is_on():  # an attempt succeeded, and its response was lost
                break
            if not seconds_left or error.response["Error"]["Code"] not in BUSY_CODES:
                raise
            time.sleep(1)
    return is_on()


def _hash_first(keys: list[Any]) -> list[Any]:
    """Return the keys in AWS's order, the hash key first. PynamoDB sorts them by name."""
    return sorted(keys, key=lambda key: str(key["KeyType"]))


def _protections(
    model: type[Item],
) -> list[tuple[str, Callable[[], bool], Callable[[], object]]]:
    """Return for each protection its name, a check whether it is on, and a call to switch it on."""
    client, table = clients.dynamodb(), str(model.Meta.table_name)
    days = KEY_RECOVERY_DAYS if issubclass(model, PersonItem) else RECOVERY_DAYS

    def described(key: str) -> object:
        return dict(client.describe_table(TableName=table)["Table"]).get(key)

    def recovers() -> bool:
        backups = client.describe_continuous_backups(TableName=table)[
            "ContinuousBackupsDescription"
        ]
        recovery = backups.get("PointInTimeRecoveryDescription", {})
        kept = recovery.get("RecoveryPeriodInDays", days)  # some engines do not return it
        return recovery.get("PointInTimeRecoveryStatus") == "ENABLED" and kept == days

    def expires() -> bool:
        state = client.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        return state.get("TimeToLiveStatus") in ("ENABLED", "ENABLING")

    return [
        (
            "encryption under a KMS key",
            lambda: described("SSEDescription") is not None,
            partial(client.update_table, TableName=table, SSESpecification={"Enabled": True}),
        ),
        (
            "deletion protection",
            lambda: bool(described("DeletionProtectionEnabled")),
            partial(client.update_table, TableName=table, DeletionProtectionEnabled=True),
        ),
        (
            f"point-in-time recovery of {days} days",
            recovers,
            partial(
                client.update_continuous_backups,
                TableName=table,
                PointInTimeRecoverySpecification={
                    "PointInTimeRecoveryEnabled": True,
                    "RecoveryPeriodInDays": days,
                },
            ),
        ),
        (
            "expiry",
            expires,
            partial(
                client.update_time_to_live,
                TableName=table,
                TimeToLiveSpecification={
                    "Enabled": True,
                    "AttributeName": PersonItem.expires_at.attr_name,
                },
            ),
        ),
    ]
