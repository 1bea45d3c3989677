"""The expected errors of imports, besides those of the files themselves."""

from glowcycle.errors import Conflict, Gone, Unavailable
from glowcycle.sentences import sentence


class ImportExpired(Gone):
    """The day of the preview is over, and what it read of the file is deleted."""

    code = "import_expired"

    def __init__(self) -> None:
        super().__init__(sentence("This preview has expired: choose the file again."))


class ImportInProgress(Unavailable):
    """Another call works on this import."""

    def __init__(self) -> None:
        super().__init__("Another request works on this import: repeat yours a little later.")


class ImportBegun(Conflict):
    """The import has begun with other choices than those of this call."""

    code = "import_begun"

    def __init__(self) -> None:
        super().__init__(
            sentence(
                "This import has begun with other choices: let it end, or undo it and choose the "
                "file again."
            )
        )


class ImportUndone(Conflict):
    """The import is undone, or its undo has begun."""

    code = "import_undone"

    def __init__(self) -> None:
        super().__init__(sentence("This import was undone: choose the file again."))
