"""The pages of imports: the list, what a file would change, and the way back."""

from typing import Final

from glowcycle.formats.registry import formats
from glowcycle.person.imports.page_tables import STATES, SUMMARY, TABLES, Answer, count_new
from glowcycle.person.imports.serializers import ApplyImport, ImportFile, ImportUploadRequest
from glowcycle.web.page_config import (
    DeleteConfig,
    FormConfig,
    PageConfig,
    TableConfig,
    UploadConfig,
)

APPS: Final = dict.fromkeys(each.app for each in formats().values())
TO_STORE: Final = ("previewed", "applying")
FORGET: Final = DeleteConfig(
    title="Forget this preview",
    warning="What was read of the file is deleted. Nothing of yours changes, and you can bring the "
    "file again.",
    button="Forget it",
)
UNDO: Final = DeleteConfig(
    title="Take it back",
    warning="Each record that this import made is deleted, and what it filled in days of your own "
    "is emptied. What you have changed since stays, and is listed here.",
    button="Take it back",
)


def _delete_of(answer: Answer) -> DeleteConfig | None:
    """Return how to forget or to undo the import; None once it is undone, and for the list."""
    status = answer.get("status")
    return {"previewed": FORGET, None: None, "undone": None}.get(status, UNDO)


IMPORT_PAGES = {
    "imports": PageConfig(
        title="Bring your history",
        menu_label="Bring your history",
        description="Bring what you logged with another app. Nothing is stored before you have "
        "seen what would change, and you can take all of it back.",
        form=FormConfig(
            serializer=ImportFile,
            title="Choose a file",
            button="Show what it would change",
            labels={"file": "File", "format": "Format"},
            hints={
                "file": "As the other app exports it, up to 4 MB.",
                "format": "Only if the file is not recognized.",
            },
            unset="find out",
            accept="",
        ),
        form_routes=("import-uploads",),
        made_route="import",
        summary=SUMMARY,
        table=TableConfig(
            columns={
                "Brought": "createdAt",
                "App": ("app", str),
                "State": ("status", STATES.__getitem__),
                "First day": "from",
                "Last day": "to",
                "New in it": ("counts", count_new),
            },
            rows="imports",
            empty=f"Nothing was brought yet. Export your data in one of these apps, and choose the "
            f"file in the form below: {', '.join(APPS)}.",
            record_path="me/imports/{importId}",
        ),
        tables=TABLES,
        delete_of=_delete_of,
    ),
    "import-uploads": PageConfig(
        title="Upload a larger file to the bucket",
        parent="imports",
        form=FormConfig(
            serializer=ImportUploadRequest,
            button="Get an upload form",
            hints={"size": "How many bytes the file has, at most 200 MB."},
        ),
        summary={"File": "uploadId", "Upload before": "expiresAt"},
        upload=UploadConfig(
            what="file",
            id="uploadId",
            route="imports",
            title="2. Show what it would change",
            button="Show what it would change",
            is_named_in_body=True,
            accept="",
        ),
    ),
    "import": PageConfig(
        title="A history of another app",
        parent="imports",
        summary=SUMMARY,
        tables=TABLES,
        form=FormConfig(
            serializer=ApplyImport,
            title="Bring it in",
            button="Bring it in",
            labels={"fillDays": "Fill what is empty in my own days"},
            hints={"fillDays": "What you logged yourself always stays."},
            asks="answers",
            hidden_if=lambda answer: answer["status"] not in TO_STORE,
        ),
        delete_of=_delete_of,
    ),
}
