"""The restore procedure of docs/operations.md: restored tables are completed and used."""

from uuid import uuid4

from django.core.management import call_command

from glowcycle.aws import clients
from glowcycle.infrastructure.tables import table_models


def restored(monkeypatch):
    """Restore each table as an operator does, and use the restored ones; return their names."""
    client, start = clients.dynamodb(), f"glowcycle-test-{uuid4()}"
    names = []
    for model in table_models():
        source = str(model.Meta.table_name)
        names.append(f"{start}-{source.rpartition('-')[2]}")
        client.restore_table_to_point_in_time(
            SourceTableName=source, TargetTableName=names[-1], UseLatestRestorableTime=True
        )
        monkeypatch.setattr(model.Meta, "table_name", names[-1])
        monkeypatch.setattr(model, "_connection", None)
    return names


def protections(name):
    client = clients.dynamodb()
    table = client.describe_table(TableName=name)["Table"]
    backups = client.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    expiry = client.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    return (
        table["DeletionProtectionEnabled"],
        backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"],
        expiry["TimeToLiveStatus"],
    )


def test_restored_tables_are_completed_and_serve(settings, monkeypatch, alice):
    if settings.DYNAMODB_ENDPOINT_URL:
        return  # other engines cannot restore
    entry = alice.post("/journal", {"date": "2026-03-01", "text": "before"}).json()
    names = restored(monkeypatch)
    assert {protections(name) for name in names} == {(False, "DISABLED", "DISABLED")}
    call_command("create_tables", verbosity=0)
    assert {protections(name) for name in names} == {(True, "ENABLED", "ENABLED")}
    path = f"/journal/{entry['entryId']}"
    assert alice.get(path).json() == entry
    assert alice.patch(path, {"text": "after"}).status_code == 200
    [listed] = alice.get(f"/journal/user/{alice.user_id}").json()["results"]
    assert listed["text"] == "after"
