from glowcycle.person.person_record_views import PersonRecordViewSet
from glowcycle.person.profile.items import ProfileItem
from glowcycle.person.profile.serializers import ProfileSerializer


class ProfileViewSet(PersonRecordViewSet):
    """What she says of herself once."""

    model, serializer = ProfileItem, ProfileSerializer
