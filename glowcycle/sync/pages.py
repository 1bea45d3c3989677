"""The page of sync."""

from collections.abc import Mapping
from typing import Any

from glowcycle.sync.serializers import ChangesQuery
from glowcycle.web.humanize import label
from glowcycle.web.page_config import TESTERS, PageConfig, TableConfig

OPERATION = {
    "operationId": "op-1",
    "kind": "journal",
    "action": "create",
    "id": "5f2b7c1e-3d4a-4c6b-9e8f-0a1b2c3d4e5f",
    "record": {"date": "2026-03-01", "energy": 55},
}

NEXT_STEPS = {
    "applied": "Nothing: it is stored.",
    "duplicate": "Nothing: an earlier request did the same.",
    "conflict": "Keep one of the two versions; the first 20 that can be read stand below.",
    "invalid": "Correct it: sent again as it is, it fails again.",
    "error": "Send it again later, with the same operation id.",
}


def next_step(result: Mapping[str, Any]) -> str:
    """Return what to do after this result of an operation."""
    problem = result["problem"] or {"detail": ""}
    errors = [f"{path}: {' '.join(each)}" for path, each in problem.get("errors", {}).items()]
    return f"{NEXT_STEPS[result['status']]} {' '.join(errors) or problem['detail']}".strip()


PAGES = {
    "sync": PageConfig(
        title="Changes",
        menu_label="Changes",
        section=TESTERS,
        description="Every record that was written, changed or deleted, as a phone reads it.",
        table=TableConfig(
            columns={
                "When": "updatedAt",
                "Kind": ("kind", label),
                "Deleted": "deleted",
                "Version": "version",
                "Id": ("id", str),
            },
            empty="Nothing is written yet.",
            rows="changes",
            is_feed=True,
        ),
        results=TableConfig(
            columns={
                "Operation": ("operationId", str),
                "Status": ("status", label),
                "What to do": ("", next_step),
            },
            empty="You sent no operation.",
        ),
        query=ChangesQuery,
        sample_body={"operations": [OPERATION]},
    ),
}
