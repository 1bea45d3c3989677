from collections.abc import Mapping

from django import template

from glowcycle.records import record_kinds

register = template.Library()


@register.filter
def record_path(named: Mapping[str, str]) -> str:
    """Return the path of the record that an answer names by its kind and id.

    Her profile and her moods have no kind of record: theirs is the start of the address.
    """
    kind = record_kinds().get(named["kind"])
    return kind.address(named["id"]) if kind else f"{named['kind']}/{named['id']}"
