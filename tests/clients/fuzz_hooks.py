"""Keep schemathesis' valid requests valid where JSON Schema cannot express a rule."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import schemathesis
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core import NOT_SET

from glowcycle.spelling import word_key

EARLIEST = date(1900, 1, 1)
VALID_DAY = "2026-03-01"
BIRTH_YEAR = 1990
MAX_ESCAPED = 32_000
UNCHECKED = {"x-each-by-itself", "x-ignored"}
DAYS = {"date", "day", "from", "to", "today", "start"}
# What a life stage may have besides its start, and what each kind needs of it.
MEMBERS = {"end", "method", "pack", "dueDate", "basis", "outcome", "birthDate", "breastfeeding"}
MEMBERS |= {"hormones", "reason"}
NEEDS: dict[str, dict[str, str]] = {
    "contraception": {"method": "copperIud"},
    "pregnancy": {"basis": "lastPeriod"},
    "postpartum": {"birthDate": VALID_DAY},
    "perimenopause": {},
    "irregular": {"reason": "pcos"},
    "menopause": {"hormones": "none"},
    "noPeriods": {"reason": "ablation"},
    "exclusion": {"reason": "illness"},
    "pause": {},
}

# What must be one line that can be seen, by the path.
LINES = {"/me/calendar": {"title"}, "/me/shares": {"name", "passphrase"}}

days = st.dates(EARLIEST, date(2026, 1, 1)).map(str)
schemathesis.openapi.format("date", days)


@schemathesis.hook
def before_load_schema(_context: Any, raw_schema: dict[str, Any]) -> None:
    """Allow anything in fields that the service ignores, and in items with one result each."""
    raw_schema |= json.loads(
        json.dumps(raw_schema), object_hook=lambda part: {} if UNCHECKED & part.keys() else part
    )


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
    """Move dates into the allowed range; drop invented cursors, and ids that the path gives."""
    _keep_open(case.body)
    _shorten_cursor(case.query)
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    for values in (case.path_parameters, case.query, case.body):
        if isinstance(values, dict):
            values |= {name: _within_limits(values[name]) for name in values.keys() & DAYS}
    _agree_on_range(case)
    _round(case)
    if isinstance(case.body, dict):
        _drop_ids(case.body, case.path_parameters or {})
        _agree(case.body, is_part=case.method == "PATCH")
        if "/shares" in case.path:
            _agree_on_share(case.body)
        for name in case.body.keys() & LINES.get(case.path.partition("/{")[0], ()):
            if isinstance(case.body[name], str):
                case.body[name] = "Our days"


def _agree_on_range(case: Any) -> None:
    """Drop cursors, the end of a range with a start, and the start where a range has a limit."""
    if isinstance(case.query, dict):
        for name in ("cursor", "to") if "from" in case.query else ("cursor",):
            case.query.pop(name, None)
    if "/insights/" in case.path or case.path.endswith("/report"):
        for values in (case.query, case.body):
            if isinstance(values, dict):
                values.pop("from", None)


def _drop_ids(body: dict[str, Any], path: dict[str, Any]) -> None:
    """Drop what the address tells as well."""
    ids = ("entryId", "scanId", "stageId", "shareId", "date" if "day" in path else "")
    for name in ids if path else ():
        body.pop(name, None)


def _agree(body: dict[str, Any], *, is_part: bool) -> None:
    """Drop what contradicts the rest of a day, a profile or a life stage."""
    if body.get("flow") == "none":
        body.pop("startsPeriod", None)
    if isinstance(body.get("birthYear"), int):
        body["birthYear"] = min(body["birthYear"], BIRTH_YEAR)
    if "start" in body or MEMBERS & body.keys():
        needs = {} if is_part else NEEDS[body["kind"]]
        for name in {*MEMBERS, "kind"} if is_part else MEMBERS:
            body.pop(name, None)
        body |= needs
    if isinstance(moods := body.get("moods"), list):  # each once, in whatever spelling
        words = {word_key(mood): mood for mood in moods}
        body["moods"] = [mood for key, mood in words.items() if key]


def _agree_on_share(body: dict[str, Any]) -> None:
    """Let a share end within its limit, after its first day, and name its scopes in one way."""
    now = datetime.now(UTC)
    if "expiresAt" in body:
        body["expiresAt"] = (now + timedelta(days=1)).isoformat(timespec="seconds")
    if body.get("to") is not None:
        body["to"] = str(now.date())
    if body.get("scope"):
        body["scope"] = sorted(set(body["scope"]))
        body.pop("preset", None)
    elif "preset" not in body:
        body["scope"] = ["forecast"]


def _keep_open(body: Any) -> None:
    """Let no request restrict the person: nearly all later requests would be 403."""
    if isinstance(body, dict) and body.get("restricted") is True:
        body["restricted"] = False


def _shorten_cursor(query: Any) -> None:
    """Keep the escaped address within the 64 KB that the sandbox's server reads."""
    cursor = query.get("cursor") if isinstance(query, dict) else None
    if isinstance(cursor, str) and len(quote(cursor)) > MAX_ESCAPED:
        query["cursor"] = "x" * len(cursor)


def _round(case: Any) -> None:
    """Round the numbers of the body; a body left out would count as invalid if it was set."""
    if case.body is not NOT_SET:
        case.body = _rounded(case.body)


def _rounded(value: Any) -> Any:
    """Return the value with one decimal in each number: 3 * 0.1 has seventeen digits."""
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    return round(value, 1) if isinstance(value, float) else value


def _within_limits(value: Any) -> Any:
    """Return the date or time, or another date where it is outside the allowed range."""
    try:
        day = date.fromisoformat(value[:10])
    except TypeError:
        return value
    except ValueError:
        return VALID_DAY
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    return value if EARLIEST <= day <= yesterday else VALID_DAY
