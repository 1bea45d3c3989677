"""The query string that a browser makes of a form with filters."""

from urllib.parse import parse_qsl, urlencode


def drop_blank_parameters(query: str) -> str:
    """Return the query without blank parameters: browsers also send the inputs left empty."""
    parts = query.split("&")
    if all(part and not part.endswith("=") for part in parts):
        return query
    return urlencode(parse_qsl(query, encoding="latin-1"), encoding="latin-1")
