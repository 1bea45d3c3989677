from collections.abc import Mapping

from django import template

from glowcycle.records import record_kinds

register = template.Library()


@register.filter
def record_path(named: Mapping[str, str]) -> str:
    """Return the path of the record that an answer names by its kind and id."""
    return record_kinds()[named["kind"]].address(named["id"])
