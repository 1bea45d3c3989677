"""What one release of an app asks of the service: an old one asks for less."""

from dataclasses import dataclass
from urllib.parse import urlencode

KINDS = ("journal", "period", "skin", "stage")
BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What a phone asks for.

    batch     the most operations in one request
    limit     the most changes in one answer, None to leave it out
    kinds     the kinds of record that it knows, None to leave them out
    minimal   whether answers may leave out the records that it sent
    replaces  whether its `create`, and each operation behind one, has an `ifMatch`
    """

    batch: int = BATCH
    limit: int | None = None
    kinds: tuple[str, ...] | None = None
    minimal: bool = False
    replaces: bool = True

    def query(self, cursor: str | None) -> str:
        """Return the query of the changes since the cursor."""
        kinds = self.kinds and ",".join(self.kinds)
        query = {"limit": self.limit, "kinds": kinds, "cursor": cursor}
        return urlencode({name: value for name, value in query.items() if value})

    def headers(self) -> dict[str, str]:
        """Return the headers of a request with operations."""
        return {"Prefer": "return=minimal"} if self.minimal else {}
