import json
from typing import Any

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.exceptions import problem_of
from glowcycle.api.queries import query_parameters
from glowcycle.errors import Unavailable
from glowcycle.person.retention.choices import find, gone_before
from glowcycle.storage.records import MAX_PAGE_BYTES
from glowcycle.sync.changes import read_changes
from glowcycle.sync.operations import Operation, Outcome, Place, apply
from glowcycle.sync.serializers import (
    ChangesQuery,
    Operations,
    operation_id,
    read_cursor,
    read_operation,
    tell,
    tell_gone,
    write_cursor,
)

SERVER_ERROR = 500


class AnswerFull(Unavailable):
    """What came of the operations before fills the answer."""

    def __init__(self) -> None:
        super().__init__("The answer was full before its turn came: send this operation again.")


class OutOfTurn(Unavailable):
    """What she did to the record before this is not settled, and must not come after it."""

    def __init__(self) -> None:
        super().__init__("An earlier operation on this record comes first: send this after it.")


class SyncViewSet(ViewSet):
    """All that changed since a cursor; and what a phone did while it was offline."""

    def changes(self, request: Request) -> Response:
        user_id, asked = caller_id(request), ChangesQuery.read(query_parameters(request))
        page = read_changes(
            user_id=user_id,
            asked=read_cursor(asked["cursor"], user_id=user_id),
            limit=asked["limit"],
            now=timezone.now(),
        )
        return Response(
            {
                "changes": [tell(change) for change in page.changes],
                "next": write_cursor(page.onward, user_id=user_id),
                "hasMore": page.has_more,
                "goneBefore": tell_gone(gone_before(find(user_id=user_id), now=timezone.now())),
            }
        )

    def apply(self, request: Request) -> Response:
        results, room, before = [], MAX_PAGE_BYTES, dict[Place, str | None]()
        for each in Operations.read(request.data)["operations"]:
            results.append(_result(request, each, is_room=room > 0, before=before))
            room -= len(json.dumps(results[-1], default=str))
        return Response({"results": results})


def _result(
    request: Request, sent: Any, *, is_room: bool, before: dict[Place, str | None]
) -> dict[str, Any]:
    """Return what came of one operation. Whatever is wrong with it, the next one has its turn.

    `before` has of each record the write that was done to it last, None where that is not settled.
    """
    result = {"operationId": operation_id(sent), "etag": None, "change": None, "problem": None}
    place = None
    try:
        operation = read_operation(sent, user_id=caller_id(request))
        place = operation.place
        outcome = _outcome(operation, is_room=is_room, before=before)
    except Exception as error:  # nor does a fault of ours stop the rest
        problem = problem_of(error, request)
        status = "error" if problem["status"] >= SERVER_ERROR else "invalid"
        if status == "error" and place is not None:
            before[place] = None
        return {**result, "status": status, "problem": problem}
    before[place] = None if outcome.status == "conflict" else operation.write.id()
    return {
        **result,
        "status": outcome.status,
        "etag": before[place],
        "change": outcome.change and tell(outcome.change),
        "problem": outcome.reason and problem_of(outcome.reason, request),
    }


def _outcome(operation: Operation, *, is_room: bool, before: dict[Place, str | None]) -> Outcome:
    """Return what came of it, in its turn, and upon what she did just before as upon what she saw.

    Raises AnswerFull, OutOfTurn, KeyReused, Unavailable.
    """
    if not is_room:
        raise AnswerFull
    if operation.place in before:
        last = before[operation.place]
        if last is None:
            raise OutOfTurn
        operation = operation.upon(last)
    return apply(operation=operation)
