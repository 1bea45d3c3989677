"""The page of sync."""

from glowcycle.sync.serializers import ChangesQuery
from glowcycle.web.page_config import PageConfig, TableConfig

OPERATION = {
    "operationId": "op-1",
    "kind": "journal",
    "action": "create",
    "id": "5f2b7c1e-3d4a-4c6b-9e8f-0a1b2c3d4e5f",
    "record": {"date": "2026-03-01", "energy": 55},
}

PAGES = {
    "sync": PageConfig(
        title="Changes",
        menu_label="Changes",
        description="Every record that was written, changed or deleted, as a phone reads it.",
        table=TableConfig(
            columns={
                "When": "updatedAt",
                "Kind": "kind",
                "Deleted": "deleted",
                "Version": "version",
                "Id": "id",
            },
            rows="changes",
            record_path="{kind}/{id}",
            is_feed=True,
        ),
        query=ChangesQuery,
        sample_body={"operations": [OPERATION]},
    ),
}
