from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.permissions import OwnPartition
from glowcycle.person.erasure import receipts


class ErasureViewSet(ViewSet):
    """The end of all that is hers: the one address at which an erased person is still known."""

    permission_classes = [OwnPartition]

    def erase(self, request: Request) -> Response:
        from glowcycle.person.erasure import services  # no start is to wait for it

        done = services.erase(user_id=caller_id(request))
        if not isinstance(done, services.PendingErasure):
            return Response(done)
        told = {"status": "erasing", "receiptId": done.receipt_id, "removed": done.removed}
        return Response(told, status=202, headers={"Retry-After": str(done.retry_after)})


class ReceiptViewSet(ViewSet):
    """A receipt for whoever has its id."""

    authentication_classes = []

    def retrieve(self, request: Request, receipt_id: str) -> Response:  # noqa: ARG002  DRF's
        return Response(receipts.get(receipt_id))
