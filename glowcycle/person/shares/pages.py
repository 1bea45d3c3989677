"""The pages of her shares: the list with a form for a new one, and a share to change or end."""

from collections.abc import Mapping
from typing import Any, Final

from glowcycle.person.shares.serializers import ShareInput
from glowcycle.web.humanize import Path, label
from glowcycle.web.page_config import DeleteConfig, FormConfig, PageConfig, TableConfig

CREATE_ONLY: Final = frozenset({"shareId", "preset"})
SHOWS: Final[Mapping[str, str]] = {
    "periodDates": "Periods: the first and the last day of each",
    "forecast": "Forecast: your next periods, with their range",
    "fertileDays": "Fertile days: the first and the last one of this cycle",
    "period": "Period log: bleeding, symptoms, pain, temperature, mucus and tests of each day",
    "intimate": "Intimate: sex, pregnancy tests, medication and notes of each day",
    "stages": "Life stages: contraception, pregnancy and others, with days and reasons",
    "journalMoods": "Moods: mood and energy of each entry",
    "journalText": "Journal: text and tags of each entry",
    "skinScores": "Skin: the scores of each scan, without its photo",
    "insights": "Insights: what was found to follow your cycle",
    "report": "Report: your report for a doctor on these days, as PDF",
}


def _name(scope: str) -> str:
    """Return the name of a scope, without what it shows."""
    return SHOWS[scope].partition(":")[0]


END: Final = DeleteConfig(
    title="End this share",
    warning="The link stops working at once, also where the page is open. What was seen or saved "
    "already stays seen.",
    button="End it",
)
FORM: Final = FormConfig(
    serializer=ShareInput,
    title="Share something",
    button="Save the share",
    create_only=CREATE_ONLY,
    hidden_if=lambda answer: answer.get("state") in ("expired", "revoked"),
    choices={"scope": SHOWS},
    order=("name", "preset", "scope", "from", "to", "expiresAt", "passphrase"),
    labels={
        "name": "For whom",
        "preset": "What it shows, in one go",
        "scope": "Or what it shows, one by one",
        "from": "First day",
        "to": "Last day",
        "expiresAt": "Until when",
    },
    hints={
        "name": "Who opens the link reads it, too.",
        "preset": "Partner: the days of your periods and the next ones. Clinician: your "
        "report, and your period log day by day.",
        "scope": "Only for the days below. Nothing else of you is shown.",
        "from": "Leave it empty for no first day.",
        "to": "It may have passed.",
        "expiresAt": "At most 90 days from now, with Z for UTC: 2026-12-24T18:00Z.",
        "passphrase": "At least six characters, told by another way than the link. Leave it empty "
        "for none.",
    },
)
SUMMARY: Final[Mapping[str, Path]] = {
    "Link, shown only now": ("url", str),
    "For": ("name", str),
    "State": ("state", label),
    "Shows": ("scope", _name),
    "First day": "from",
    "Last day": "to",
    "Until": "expiresAt",
    "With a passphrase": "hasPassphrase",
    "Times opened": "openings",
    "Last opened": "lastOpenedAt",
    "Wrong passphrases": "wrongPassphrases",
    "Ended at": "revokedAt",
}


def _delete_of(answer: Mapping[str, Any]) -> DeleteConfig | None:
    """Return how to end the share; None for one that has ended, and for the list."""
    return END if answer.get("state") in ("open", "locked") else None


SHARE_PAGES = {
    "shares": PageConfig(
        title="Your shares",
        menu_label="Your shares",
        description="Let one person see what you choose, by a link that ends. You see here how "
        "often each was opened, and you can end it at any time.",
        form=FORM,
        summary=SUMMARY,
        table=TableConfig(
            columns={
                "For": ("name", str),
                "State": ("state", label),
                "Times opened": "openings",
                "Until": "expiresAt",
                "Shows": ("scope", _name),
                "Last opened": "lastOpenedAt",
            },
            rows="shares",
            empty="You share nothing.",
            record_path="me/shares/{shareId}",
        ),
        delete_of=_delete_of,
    ),
    "share": PageConfig(
        title="A share",
        parent="shares",
        form=FORM,
        summary=SUMMARY,
        delete_of=_delete_of,
    ),
}
