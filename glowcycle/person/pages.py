"""The pages of /me."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from glowcycle.api.serializers import InputSerializer
from glowcycle.person.access_log.pages import ACCESS_LOG_PAGES
from glowcycle.person.calendar.pages import CALENDAR_PAGES
from glowcycle.person.consents.serializers import ConsentGiven
from glowcycle.person.consents.texts import HEALTH_DATA
from glowcycle.person.imports.pages import IMPORT_PAGES
from glowcycle.person.moods.pages import MOODS_PAGES
from glowcycle.person.profile.serializers import ProfileSerializer
from glowcycle.person.record_ages import RecordAges, record_ages
from glowcycle.person.restriction.serializers import RestrictionSerializer
from glowcycle.person.retention.choices import DAYS
from glowcycle.person.retention.serializers import RetentionSerializer
from glowcycle.person.shares.pages import SHARE_PAGES
from glowcycle.records import FIRST_KINDS
from glowcycle.web.humanize import count_days, label
from glowcycle.web.page_config import PRIVACY, DeleteConfig, FormConfig, PageConfig, TableConfig


def front(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield that nothing new is stored, where that needs a consent that she does not give."""
    given = {consent["name"]: consent["given"] for consent in answer["consents"]}
    if settings.COLLECTION_CONSENT_REQUIRED and not given[HEALTH_DATA]:
        yield "Nothing that you log is stored before you consent to that."


def erasure_facts(user_id: str) -> Mapping[str, str]:
    """Return how many records of each kind there are to delete."""
    return {label(kind): _records(ages) for kind, ages in record_ages(user_id=user_id).items()}


def retention_facts(user_id: str) -> Mapping[str, str]:
    """Return how many records of each kind are older than each number of days."""
    ages_by_kind = record_ages(user_id=user_id).items()
    return {label(kind): f"{_records(ages)}{_older(ages)}" for kind, ages in ages_by_kind}


def _records(ages: RecordAges) -> str:
    count = ages.count()
    return f"{'' if ages.is_all else 'more than '}{count} record{'' if count == 1 else 's'}"


def _older(ages: RecordAges) -> str:
    """Return how many are old; nothing where they were not counted to the end."""
    if not ages.is_all:
        return ""
    counts = [(days, ages.count(older_than=days)) for days in DAYS]
    older = ", ".join(f"{count} older than {days} days" for days, count in counts if count)
    return f"; {older or f'none older than {DAYS[0]} days'}"


PAGES = {
    "profile": PageConfig(
        title="About you",
        menu_label="About you",
        description="What you say of yourself once. Your forecast takes it as a first guess; what "
        "you log counts more, the more you log. Say as much of it as you like.",
        summary={
            "Year of birth": ("birthYear", str),
            "Usual length of your cycles": ("cycleLength", count_days),
            "Usual length of your period": ("periodLength", count_days),
            "From ovulation to your next period": ("lutealLength", count_days),
            "Goal": ("goal", label),
        },
        form=FormConfig(
            serializer=ProfileSerializer,
            button="Save",
            labels={
                "birthYear": "Year of birth",
                "cycleLength": "Usual length of your cycles, in days",
                "periodLength": "Usual length of your period, in days",
                "lutealLength": "From ovulation to your next period, in days",
                "goal": "What do you want the forecast for?",
            },
            hints={
                "cycleLength": "From the first day of a period to the day before the next one.",
                "periodLength": "From its first to its last day of bleeding.",
                "lutealLength": "If you know it, as from earlier charts.",
                "goal": "No forecast is a contraceptive.",
            },
        ),
    ),
    **MOODS_PAGES,
    **CALENDAR_PAGES,
    "export": PageConfig(
        title="Export",
        menu_label="Export",
        section=PRIVACY,
        description="All your data as one zip: records, tables and photos, for you to keep or to "
        "take elsewhere. A small zip downloads at once. A large one takes a little longer: send "
        "the form again until there is a link.",
        form=FormConfig(serializer=InputSerializer, button="Make the zip, or go on with it"),
        delete=DeleteConfig(
            title="Discard the export", warning="You can make another one.", button="Discard"
        ),
    ),
    "retention": PageConfig(
        title="How long to keep",
        menu_label="How long to keep",
        section=PRIVACY,
        description="How many days after you wrote them your records are deleted for good. If the "
        "change is not applied yet, send it again.",
        facts=retention_facts,
        summary={"Applied at": "appliedAt"},
        form=FormConfig(
            serializer=RetentionSerializer,
            button="Save my choice",
            labels={kind: f"{label(kind)}, in days" for kind in FIRST_KINDS},
            unset="never",
        ),
    ),
    "restriction": PageConfig(
        title="Only store",
        menu_label="Only store",
        section=PRIVACY,
        description="You can stop everything but the storage of your data. Then you can still log, "
        "sync, export, delete and make your choices; but nothing is listed, drawn, computed or "
        "measured until you end this here.",
        form=FormConfig(
            serializer=RestrictionSerializer,
            button="Save my choice",
            labels={"restricted": "Only store my data"},
        ),
    ),
    **ACCESS_LOG_PAGES,
    "consents": PageConfig(
        title="Consents",
        menu_label="Consents",
        section=PRIVACY,
        description="What you can allow, in full, and what you have allowed.",
        front=front,
        table=TableConfig(
            columns={"Name": ("name", label), "Text": "text", "Given": "given"},
            rows="consents",
            empty="Nothing asks for your consent.",
            record_path="me/consents/{name}",
        ),
    ),
    "consent": PageConfig(
        title="Consent",
        parent="consents",
        summary={"Name": ("name", label), "Version": "version", "Text": "text", "Given": "given"},
        table=TableConfig(
            columns={"Given": "givenAt", "Withdrawn": "withdrawnAt", "Version": "version"},
            rows="history",
            empty="You have not given this consent yet.",
        ),
        form=FormConfig(
            serializer=ConsentGiven,
            button="I consent to this text",
            hidden=frozenset({"version"}),
            hidden_if=lambda answer: bool(answer["given"]),
        ),
        delete=DeleteConfig(
            title="Withdraw this consent",
            warning="Your consent ends at once. You can consent again at any time.",
            button="Withdraw",
            shown_if="given",
        ),
    ),
    "me": PageConfig(
        title="Delete everything",
        menu_label="Delete everything",
        section=PRIVACY,
        description="We destroy your key first, then delete all your data. You get a receipt.",
        facts=erasure_facts,
        delete=DeleteConfig(
            word="DELETE",
            title="Delete all my data",
            warning="Nobody can read your data after that, and you cannot use this account again. "
            "Send this form again after a few minutes until you get the receipt.",
            button="Delete everything for good",
        ),
    ),
    "receipt": PageConfig(title="Receipt", file_name="receipt.json"),
    **IMPORT_PAGES,
    **SHARE_PAGES,
}
