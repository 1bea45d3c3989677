from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.viewsets import creates_only, parse_write
from glowcycle.person.profile import services
from glowcycle.person.profile.items import ProfileItem
from glowcycle.person.profile.serializers import ProfileSerializer, to_json


class ProfileViewSet(ViewSet):
    """What she says of herself once."""

    while_restricted = frozenset({"retrieve", "replace"})

    def retrieve(self, request: Request) -> Response:
        profile = services.get(user_id=caller_id(request))
        headers = {"ETag": f'"{profile.write_id}"'} if profile else {}
        return Response(to_json(profile), headers=headers)

    def replace(self, request: Request) -> Response:
        content = ProfileSerializer.read(request.data)
        profile = services.replace(
            write=parse_write(request, ProfileItem.NAME, content), only_new=creates_only(request)
        )
        return Response(to_json(profile), headers={"ETag": f'"{profile.write_id}"'})
