"""The tables: made with all their protection, or completed where something is missing."""

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

# For so long AWS can bring back what was deleted. A destroyed data key must not come back.
RECOVERY_DAYS = 35
KEY_RECOVERY_DAYS = 1
# What AWS says of a table for a while after it was made, or while another change is under way.
BUSY = ("ContinuousBackupsUnavailableException", "ResourceInUseException")
BUSY_SECONDS = 120


def record_models() -> list[type[Record]]:
    """Return the models of all apps that keep records of a person, in the order of their names."""
    found: set[type[Record]] = set()
    for app in apps.get_app_configs():
        for thing in vars(app.models_module).values() if app.models_module else ():
            if isinstance(thing, type) and issubclass(thing, Record) and "Meta" in vars(thing):
                found.add(thing)
    return sorted(found, key=lambda model: str(model.Meta.table_name))


def table_models() -> list[type[Item]]:
    """Return one model of each table."""
    return [PersonItem, *record_models()]


def create_table(model: type[Item]) -> Iterator[str]:
    """Create the model's table unless it is there, then switch on each protection it lacks.

    Yields a line for each thing done, or that the engine has no such thing. Doing it again is
    harmless, also after it was cut off. AWS takes tables with indexes one after the other, some ten
    seconds each. Raises ClientError where AWS refuses.
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
            done = False  # an engine other than AWS refuses in words of its own what it lacks
        yield f"{name} switched on" if done else f"{name} is not offered by this engine"


def _create(model: type[Item]) -> None:
    """Create the table as the model describes it. PynamoDB's own create_table cannot encrypt."""
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
    # Where an answer was lost, botocore's second attempt finds the table that the first one made.
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
    """Switch it on as soon as AWS lets, and return whether it is. Raise ClientError."""
    for left in reversed(range(BUSY_SECONDS)):
        try:
            switch_on()
            break
        except ClientError as error:
            if is_on():  # an attempt did it, and its answer was lost
                break
            if not left or error.response["Error"]["Code"] not in BUSY:
                raise
            time.sleep(1)
    return is_on()


def _hash_first(keys: list[Any]) -> list[Any]:
    """Return the keys in the order that AWS insists on; PynamoDB's is that of the alphabet."""
    return sorted(keys, key=lambda key: str(key["KeyType"]))


def _protections(
    model: type[Item],
) -> list[tuple[str, Callable[[], bool], Callable[[], object]]]:
    """Return of each protection its name, whether it is on, and what switches it on."""
    client, table = clients.dynamodb(), str(model.Meta.table_name)
    days = KEY_RECOVERY_DAYS if issubclass(model, PersonItem) else RECOVERY_DAYS

    def described(key: str) -> object:
        return dict(client.describe_table(TableName=table)["Table"]).get(key)

    def recovers() -> bool:
        backups = client.describe_continuous_backups(TableName=table)[
            "ContinuousBackupsDescription"
        ]
        recovery = backups.get("PointInTimeRecoveryDescription", {})
        kept = recovery.get("RecoveryPeriodInDays", days)  # of which some engines know nothing
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
