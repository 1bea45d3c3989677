"""The pages of a share. They load nothing, run nothing, and lead to no other page of ours."""

import base64
import hashlib
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from glowcycle.api.languages import current, say, translated
from glowcycle.charts.layout import long_date
from glowcycle.sentences import sentence
from glowcycle.sharing.views import WRONG_PASSPHRASE

# By status: what is wrong, as a person reads it who has the link.
PROBLEMS: Final = {
    404: sentence("This link opens nothing. It may have ended, or a part of it is missing."),
    429: sentence("This was opened very often today. Try again tomorrow."),
    503: sentence("This cannot be read at the moment. Try again a little later."),
}
OTHER_PROBLEM: Final = sentence("Something went wrong. Open the link again.")


@cache
def style() -> str:
    """Return the style sheet that stands in each page."""
    return files("glowcycle.sharing").joinpath("page.css").read_text(encoding="utf-8")


@cache
def policy() -> str:
    """Return the Content-Security-Policy, which allows that style sheet and our form alone."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def render(template: str, *, status: int = 200, answer: Any = None) -> bytes:
    """Return the page, in the language of who opens it."""
    context: dict[str, Any] = {"language": current(), "style": mark_safe(style())}  # noqa: S308  our own file
    if template == "sharing/share.html":
        context |= _share_context(answer)
    elif template == "sharing/door.html":
        context |= _door_context(answer)
    else:
        context |= {"title": say("Nothing to see here"), "problem": _problem(status)}
    return render_to_string(template, context).encode()


def _problem(status: int) -> str:
    return translated(PROBLEMS.get(status, OTHER_PROBLEM))


def _door_context(answer: Any) -> dict[str, Any]:
    return {
        **answer,
        "title": say("Somebody shares something with you"),
        "explanation": say("Only open it if you know who sent you the link."),
        "counted": say("The sender sees how often it was opened on which day, but not by whom."),
        "passphrase": say("Passphrase"),
        "wrong": translated(WRONG_PASSPHRASE),
        "open": say("Open"),
    }


def _share_context(answer: Any) -> dict[str, Any]:
    """Return the texts of the page: each comes from the JSON of the share alone."""
    from glowcycle.sharing.sections import SECTIONS  # heavy, and only this page needs it

    parts = [
        (translated(SECTIONS[scope].title), SECTIONS[scope].draw(answer[scope]))
        for scope in answer["scope"]
        if scope in SECTIONS
    ]
    return {
        "title": answer["name"],
        "facts": _facts(answer),
        "parts": parts,
        "report": answer.get("report"),
        "report_title": say("Report"),
        "report_link": say("Open the report (PDF)"),
        "notice": answer["notice"],
    }


def _facts(answer: Any) -> list[tuple[str, str]]:
    """Return what the page says of the share itself, as terms and texts."""
    first, last = answer["from"] or answer["since"], answer["to"]
    since = max(first, answer["since"])
    shown = say("from {day} on", day=_day(since))
    if last is not None:
        shown = say("{first} to {last}", first=_day(since), last=_day(last))
    return [
        (say("Shown"), shown),
        (say("As of"), _day(answer["asOf"])),
        (say("Can be opened until"), _day(answer["expiresAt"])),
    ]


def _day(text: str) -> str:
    return long_date(day=datetime.fromisoformat(text).date(), year=True)
