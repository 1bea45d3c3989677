"""A request as a command for a shell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from shlex import quote

CHANGES_LINE = " \\\n  "


def command(
    method: str,
    url: str,
    headers: Mapping[str, str],
    *,
    body: str = "",
    body_file: str = "",
    fields: Iterable[tuple[str, str]] = (),
    files: Iterable[tuple[str, str, str]] = (),
) -> str:
    """Return the curl command; the shell fills in what is in the header Authorization.

    body_file  the file that holds the body, where it is too long for a command
    files      the name of each part, of its file, and the media type of that
    """
    parts = ["curl -i", *_method(method)]
    if re.search(r"[\[\]{}]", url):
        parts.append("--globoff")
    lines = [f"{' '.join(parts)} {quote(url)}", *_headers(headers)]
    if body_file:
        lines.append(f"--data-binary {quote(f'@{body_file}')}")
    elif body:
        lines.append(f"--data-raw {quote(body)}")
    lines += [f"--form-string {quote(f'{name}={value}')}" for name, value in fields]
    for name, file, media_type in files:
        path = re.sub(r'(["\\])', r"\\\1", file)
        lines.append("-F " + quote(f'{name}=@"{path}";type={media_type}'))
    return CHANGES_LINE.join(lines)


def _method(method: str) -> Sequence[str]:
    return {"GET": (), "HEAD": ("--head",)}.get(method, ("-X", method))


def _headers(headers: Mapping[str, str]) -> Iterable[str]:
    for name, value in headers.items():
        text = f"{name}: {value}"
        if (name, value) != ("Accept", "*/*"):  # curl says so itself
            yield "-H " + (f'"{text}"' if name == "Authorization" else quote(text))
