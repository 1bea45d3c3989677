import json
from typing import Any

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.exceptions import TOO_MANY_REQUESTS, problem_of
from glowcycle.api.preferences import preferred_return
from glowcycle.api.queries import query_parameters
from glowcycle.api.unreadable import with_unreadable
from glowcycle.person.consents.services import ConsentRequired
from glowcycle.person.retention.choices import find, gone_before
from glowcycle.records import record_kinds
from glowcycle.storage.records import MAX_PAGE_BYTES
from glowcycle.sync.changes import read_changes
from glowcycle.sync.cursors import parse_cursor, sign_cursor
from glowcycle.sync.operations import Batch
from glowcycle.sync.serializers import (
    ChangeSerializer,
    ChangesQuery,
    Operations,
    gone_before_values,
    operation_id,
    parse_operation,
)


class SyncViewSet(ViewSet):
    """Return the changes since a cursor; apply what a phone did while it was offline."""

    always_open = True  # it stores, and each operation asks for the consent if it needs it

    def changes(self, request: Request) -> Response:
        user_id, query = caller_id(request), ChangesQuery.read(query_parameters(request))
        kinds = query["kinds"]
        page = read_changes(
            user_id=user_id,
            kinds=[record_kinds()[kind] for kind in kinds.split(",")],
            cursor=parse_cursor(query["cursor"], user_id=user_id, kinds=kinds),
            limit=query["limit"],
            now=timezone.now(),
        )
        answer = {
            "changes": [ChangeSerializer.of(change) for change in page.changes],
            "next": sign_cursor(page.cursor, user_id=user_id, kinds=kinds),
            "hasMore": page.has_more,
            "goneBefore": gone_before_values(
                gone_before(find(user_id=user_id), now=timezone.now()), kinds=kinds
            ),
        }
        return Response(with_unreadable(answer, page.unreadable))

    def apply(self, request: Request) -> Response:
        results, batch, room = [], Batch(), MAX_PAGE_BYTES
        is_minimal = preferred_return(request.headers.get("Prefer", "")) == "minimal"
        for data in Operations.read(request.data)["operations"]:
            result = _result(request, data, batch, has_room=room > 0)
            if is_minimal and result["status"] != "conflict":
                result["change"] = None
            results.append(result)
            room -= len(json.dumps(result, default=str))
        headers = {"Preference-Applied": "return=minimal"} if is_minimal else {}
        if batch.retry_after:
            headers["Retry-After"] = str(batch.retry_after)
        answer = with_unreadable({"results": results}, batch.unreadable.values())
        return Response(answer, headers=headers)


def _result(request: Request, data: Any, batch: Batch, *, has_room: bool) -> dict[str, Any]:
    """Apply one operation, and return its result. An error does not stop the next operation."""
    result = {"operationId": operation_id(data), "etag": None, "change": None, "problem": None}
    try:
        operation = parse_operation(data, user_id=caller_id(request))
        outcome = batch.apply(operation, has_room=has_room)
    except Exception as error:  # a fault of this service does not stop the next one either
        problem = problem_of(error, request)
        # A phone drops what is invalid. It keeps the rest, and may send it again once she consents,
        # or once a budget (429) has something left.
        is_kept = problem["status"] >= TOO_MANY_REQUESTS or isinstance(error, ConsentRequired)
        status = "error" if is_kept else "invalid"
        return {**result, "status": status, "problem": problem}
    return {
        **result,
        "status": outcome.status,
        "etag": outcome.etag,
        "change": outcome.change and ChangeSerializer.of(outcome.change),
        "problem": outcome.reason and problem_of(outcome.reason, request),
    }
