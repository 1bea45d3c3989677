"""Which life stages of a file may not be stored beside hers."""

from collections.abc import Mapping
from typing import Any, Final

from period.domain.log.stage_rules import RULES, find_conflict
from period.stage_services import MAX_STAGES, MAX_STORED, as_stage, read_stored, stage_of

# What a file has beyond them is refused unseen: each is compared with all others.
MAX_COMPARED: Final = 1_000


def refuses_import(*, user_id: str, contents: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Return the keys of the stages that share days with hers or with an earlier one of the file.

    An earlier start is an earlier stage. So are refused all that find no room. Raise Unavailable.
    """
    if not contents:
        return frozenset()
    stored = read_stored(user_id=user_id)
    live = [each for each in stored if not (each.is_gone or each.is_unreadable)]
    room = min(MAX_STAGES - len(live), MAX_STORED - len(stored))
    others = [stage_of(each) for each in live if each.stage_kind in RULES]
    taken: set[str] = set()
    in_order = sorted(contents, key=lambda key: (contents[key]["start"], key))
    for key in in_order[:MAX_COMPARED]:
        if len(taken) >= room:
            break
        stage = as_stage(key, contents[key])
        if find_conflict(stage=stage, before=None, others=others) is None:
            others.append(stage)
            taken.add(key)
    return frozenset(contents) - taken
