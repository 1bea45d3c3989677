"""The query of a form that filters a list."""

from urllib.parse import parse_qsl, urlencode


def without_blanks(query: str) -> str:
    """Return the query without the inputs that were left empty: a browser sends them all."""
    parts = query.split("&")
    if all(part and not part.endswith("=") for part in parts):
        return query
    return urlencode(parse_qsl(query, encoding="latin-1"), encoding="latin-1")
