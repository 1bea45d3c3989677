"""The JSON of an answer as HTML: laid out in lines, with its links inside."""

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

from django.urls import get_script_prefix, is_valid_path
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# A text without its end, where the JSON was cut, matches up to there.
TOKENS = re.compile(
    r'(?P<text>"[^"\\]*+(?:\\.[^"\\]*+)*+"?)(?P<colon>\s*+:)?'
    r'|(?P<empty>\[\s*+\]|{\s*+})|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)|[^\s"\[\]{},:]++',
    re.DOTALL,
)


def mark(text: str, *, origin: str) -> SafeString:
    """Return the JSON, with every digit and escape as it is; `origin` is where the service is."""
    return mark_safe("".join(_parts(text, origin)))  # noqa: S308  each part is escaped


def linked(value: str, *, origin: str, shown: str = "") -> SafeString:
    """Return a value of an answer, as a link if it is an address of this service or https."""
    url = value.removeprefix(origin)
    if re.fullmatch(r"https://[!-~]+", url) or _is_own(url):
        return format_html('<a href="{}">{}</a>', value, shown or value)
    return format_html("{}", shown or value)


def _parts(text: str, origin: str) -> Iterator[str]:
    line = "\n"
    for token in TOKENS.finditer(text):
        raw = token.group()
        if token["colon"]:
            yield format_html('<span class="key">{}</span>: ', token["text"])
        elif token["text"]:
            yield format_html('<span class="text">{}</span>', _text(raw, origin))
        elif token["open"]:
            line += "  "
            yield raw + line
        elif token["close"]:
            line = line[:-2]
            yield line + raw
        elif token["comma"]:
            yield raw + line
        else:
            yield raw if token["empty"] else format_html('<span class="number">{}</span>', raw)


def _text(raw: str, origin: str) -> SafeString:
    if "/" not in raw:  # an address has one; most texts of a long answer have none
        return escape(raw)
    try:
        return linked(json.loads(raw), origin=origin, shown=raw)
    except json.JSONDecodeError:
        return format_html("{}", raw)


def _is_own(url: str) -> bool:
    path, root = unquote(url.partition("?")[0]), get_script_prefix()
    is_ours = re.fullmatch(r"/[!-~]*", url) and path.startswith(root)
    return bool(is_ours and is_valid_path(f"/{path.removeprefix(root)}"))
