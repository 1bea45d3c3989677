from django.urls import path

from glowcycle.sandbox import bar

urlpatterns = [
    path("sandbox/person", bar.choose_person, name="sandbox-person"),
    path("sandbox/travel", bar.travel_in_time, name="sandbox-travel"),
    path("sandbox/reset", bar.reset_person, name="sandbox-reset"),
]
