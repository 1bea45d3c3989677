"""The query of an address, read strictly."""

from urllib.parse import parse_qsl

from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.settings import api_settings

MAX_PARAMETERS = 20


def query_parameters(request: Request) -> dict[str, str]:
    """Return the query's values by name, without `format`, which chooses the renderer.

    Raise ParseError for a repeated name, for more than MAX_PARAMETERS, and for invalid UTF-8.
    """
    try:
        query = str(request.META.get("QUERY_STRING", "")).encode("latin-1").decode()
        pairs = parse_qsl(query, True, errors="strict", max_num_fields=MAX_PARAMETERS)
    except ValueError as error:
        raise ParseError from error
    parameters = dict(pairs)
    if len(parameters) != len(pairs):
        raise ParseError
    parameters.pop(str(api_settings.URL_FORMAT_OVERRIDE), None)
    return parameters
