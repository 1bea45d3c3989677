from glowcycle.person.moods.items import MoodsItem
from glowcycle.person.moods.serializers import MoodsSerializer
from glowcycle.person.person_record_views import PersonRecordViewSet


class MoodsViewSet(PersonRecordViewSet):
    """Her own order of moods."""

    model, serializer = MoodsItem, MoodsSerializer
