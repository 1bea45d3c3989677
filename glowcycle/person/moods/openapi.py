"""Documents the address of her order of moods."""

from drf_spectacular.utils import OpenApiExample

from glowcycle.openapi.extensions import name_components
from glowcycle.person.moods.serializers import MoodsSerializer
from glowcycle.person.person_record_openapi import document_person_record

ORDER = OpenApiExample(
    "An order", {"moods": ["🤩", "😊", "calm", "😐", "irritable", "😢"]}, request_only=True
)

name_components(OwnMoods=MoodsSerializer)

document_person_record(
    "glowcycle.person.moods.views.MoodsViewSet",
    name="moods",
    serializer=MoodsSerializer,
    example=ORDER,
    read={
        "summary": "Read your own order of moods",
        "description": "`moods` is null where you have no order of your own. `ETag` names the "
        "state; there is none before your first `PUT`.",
    },
    replace={
        "summary": "Put your moods in order, or take the order back",
        "description": "The best mood first. The picture of the journal shows moods in this order, "
        "and it tells how good a day was: the first mood counts 5, the last 1, the others evenly "
        "between. Whether a mood that is not in it follows your cycle is asked as a yes or no. "
        "Null, or an empty array, takes the order back: then common moods count as most people "
        "mean them.",
    },
)
