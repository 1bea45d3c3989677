from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.permissions import OwnPartition
from glowcycle.api.step_up import needs_recent_sign_in
from glowcycle.encryption import keyring
from glowcycle.person.erasure import receipts


def _has_begun(user_id: str) -> bool:
    item = keyring.load(user_id=user_id)
    return item is not None and item.destroyed_at is not None


class ErasureViewSet(ViewSet):
    """The erasure of all her data: the only address that still accepts an erased person's token."""

    permission_classes = [OwnPartition]

    @needs_recent_sign_in(unless=_has_begun, takes_unknown=True)
    def erase(self, request: Request) -> Response:
        from glowcycle.person.erasure import services  # imported late to keep the cold start short

        result = services.erase(user_id=caller_id(request))
        if not isinstance(result, services.PendingErasure):
            return Response(result)
        body = {"status": "erasing", "receiptId": result.receipt_id, "removed": result.removed}
        return Response(body, status=202, headers={"Retry-After": str(result.retry_after)})


class ReceiptViewSet(ViewSet):
    """A receipt, for anyone who knows its id."""

    authentication_classes = []

    def retrieve(self, request: Request, receipt_id: str) -> Response:  # noqa: ARG002  DRF's
        return Response(receipts.get(receipt_id))
