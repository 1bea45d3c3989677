"""A phone that was built to docs/sync.md before the first round read by day. It only reads."""

from typing import Any

from tests.support.phone import Phone

Key = tuple[str, str]


class LastYearsPhone:
    """Takes pages of changes as that page says.

    held  the last change of each record that is not deleted
    """

    def __init__(self, phone: Phone, *, limit: int = 100) -> None:
        self.phone, self.limit = phone, limit
        self.held: dict[Key, dict[str, Any]] = {}
        self._cursor: str | None = None
        self._listed: set[Key] | None = None

    def take(self) -> bool:
        """Take a page; return whether there are more."""
        query = f"limit={self.limit}"
        if self._cursor is None:
            self._listed = set()
        else:
            query += f"&cursor={self._cursor}"
        answer = self.phone.get(f"/sync?{query}")
        assert answer.status_code == 200, answer.content
        page = answer.json()
        for change in page["changes"]:
            self._store(change)
        self._cursor = page["next"]
        if self._listed is not None and not page["hasMore"]:
            self.held = {key: each for key, each in self.held.items() if key in self._listed}
            self._listed = None
        return bool(page["hasMore"])

    def begin_again(self) -> None:
        """Ask without a cursor the next time, as after 410."""
        self._cursor = None

    def round(self) -> None:
        """Take pages until the last one."""
        while self.take():
            pass

    def records(self) -> dict[Key, Any]:
        """Return the records that she sees; `cycleDay` is another one in lists."""
        return {
            key: {**change["record"], "cycleDay": None}
            for key, change in self.held.items()
            if not change["deleted"]
        }

    def _store(self, change: dict[str, Any]) -> None:
        key = (change["kind"], change["id"])
        if self._listed is not None:
            self._listed.add(key)
        held = self.held.get(key)
        if held is None or held["updatedAt"] < change["updatedAt"]:
            self.held[key] = change
