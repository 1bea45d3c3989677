"""Compression of answers, with whatever gateway or server stands before the application."""

import zlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from glowcycle.gateways.events import TEXT_TYPES

# A shorter answer fits into one packet anyway.
LEAST_BYTES = 1_400
# Higher ones take half as long again for the last hundredth; the time is the function's.
LEVEL = 5
GZIP_FORMAT = zlib.MAX_WBITS | 16


class Compression:
    """Compress the texts among the answers by gzip, where the request accepts it.

    Two kinds of answers stay as they are. One to a request with cookies: another site can make a
    browser send those, choose a part of the address that the answer repeats, and learn her data
    from the length of the answer. And one with a strong ETag, a single record: the tag of a
    compressed answer would have to be another one than that of sync.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if len(response.content) < LEAST_BYTES or not _may_be_compressed(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        meta = request.META
        if not meta.get("HTTP_COOKIE") and accepts_gzip(meta.get("HTTP_ACCEPT_ENCODING", "")):
            gzip = zlib.compressobj(LEVEL, wbits=GZIP_FORMAT)
            response.content = gzip.compress(response.content) + gzip.flush()
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
        return response


def accepts_gzip(header: str) -> bool:
    """Return whether `Accept-Encoding` allows gzip; what it names itself counts before "*"."""
    allowed: dict[str, bool] = {}
    for part in header.lower().split(","):
        coding, _, parameter = part.partition(";")
        name, _, weight = parameter.partition("=")
        # A weight of zero refuses; so does one that is no number, as the text is always understood.
        is_refused = name.strip() == "q" and not weight.strip(" 0.").isdecimal()
        allowed[coding.strip().replace("x-gzip", "gzip")] = not is_refused
    return allowed.get("gzip", allowed.get("*", False))


def _may_be_compressed(response: HttpResponse) -> bool:
    headers = response.headers
    is_strong = not headers.get("ETag", "W/").startswith("W/")
    is_text = headers.get("Content-Type", "").startswith(TEXT_TYPES)
    return is_text and not is_strong and "Content-Encoding" not in headers
