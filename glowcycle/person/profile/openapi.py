"""Documents the address of the profile."""

from drf_spectacular.utils import OpenApiExample

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import name_components
from glowcycle.person.person_record_openapi import document_person_record
from glowcycle.person.profile.serializers import GOALS, ProfileSerializer

ALL_VALUES = OpenApiExample(
    "All values",
    {
        "birthYear": 1994,
        "cycleLength": 29,
        "periodLength": 5,
        "lutealLength": None,
        "goal": "track",
    },
    request_only=True,
)

name_enums(ForecastGoal=GOALS)
name_components(OwnProfile=ProfileSerializer)

document_person_record(
    "glowcycle.person.profile.views.ProfileViewSet",
    name="profile",
    serializer=ProfileSerializer,
    example=ALL_VALUES,
    read={
        "summary": "Read what you said of yourself",
        "description": "A value is null where you said nothing. `ETag` names the state; there is "
        "none before your first `PUT`.",
    },
    replace={
        "summary": "Say something of yourself, or take it back",
        "description": "A value that you leave out stays as it is, and null takes it back. The "
        "forecast takes these values as evidence; what you log counts more, the more you log.",
    },
)
