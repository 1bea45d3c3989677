from typing import Any

from django.urls import reverse
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.viewsets import new_id, parse_write
from glowcycle.person.shares import services
from glowcycle.person.shares.items import ShareItem
from glowcycle.person.shares.serializers import ShareInput, ShareSerializer


class ShareViewSet(ViewSet):
    """Her shares."""

    # Nothing opens meanwhile; she may still see and end what she shares.
    while_restricted = frozenset({"list", "retrieve", "destroy"})

    def list(self, request: Request) -> Response:
        shares = services.list_shares(user_id=caller_id(request))
        return Response({"shares": [ShareSerializer.of(share) for share in shares]})

    def create(self, request: Request) -> Response:
        content = self._read(request)
        share_id = str(content.pop("share_id", None) or new_id(request))
        share = services.create_share(write=parse_write(request, share_id, content))
        share.url = request.build_absolute_uri(reverse("shared", args=[share.secret]))
        return self._response(
            share, status=201, headers={"Location": reverse("share", args=[share_id])}
        )

    def retrieve(self, request: Request, share_id: str) -> Response:
        return self._response(services.get_share(user_id=caller_id(request), share_id=share_id))

    def partial_update(self, request: Request, share_id: str) -> Response:
        content = self._read(request, partial=True)
        if content.pop("share_id", share_id) != share_id:
            raise ValidationError({"shareId": ["Must be the one in the address."]})
        return self._response(services.change_share(write=parse_write(request, share_id, content)))

    def destroy(self, request: Request, share_id: str) -> Response:
        services.end_share(write=parse_write(request, share_id, None))
        return Response(status=204)

    def _read(self, request: Request, *, partial: bool = False) -> dict[str, Any]:
        return ShareInput.read_own(request.data, user_id=caller_id(request), partial=partial)

    def _response(
        self, share: ShareItem, *, status: int = 200, headers: dict[str, str] | None = None
    ) -> Response:
        headers = {**(headers or {}), "ETag": f'"{share.write_id}"'}
        return Response(ShareSerializer.of(share), status=status, headers=headers)
