"""Content that only a later version of the service knows: reads find it, and writes keep it."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from pynamodb.attributes import MapAttribute

from glowcycle.aws.dynamodb import Item


def find(
    content: Mapping[str, Any], *, model: type[Item], known: Collection[str]
) -> dict[str, Any]:
    """Return the content under other names than the known ones.

    Of a map that this version knows too, it has the members that this version does not know.
    """
    found = {name: value for name, value in content.items() if name not in known}
    for name, members_known in _map_members(model).items():
        members = content.get(name, {}).get("M", {})
        if unknown := members.keys() - members_known:
            found[name] = {"M": {member: members[member] for member in unknown}}
    return found


def restore(
    content: dict[str, Any], *, model: type[Item], kept: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the content together with what `find` found."""
    maps = _map_members(model).keys() & kept.keys()
    whole = {
        name: {"M": {**kept[name]["M"], **content[name]["M"]}} for name in maps & content.keys()
    }
    unknown = {name: kept[name] for name in kept.keys() - maps}
    return {**unknown, **content, **whole}


@cache
def _map_members(model: type[Item]) -> dict[str, frozenset[str]]:
    maps = [found for found in model.get_attributes().values() if isinstance(found, MapAttribute)]
    return {
        found.attr_name: frozenset(part.attr_name for part in found.get_attributes().values())
        for found in maps
    }
