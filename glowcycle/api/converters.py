"""Converters of path segments."""


class RecordIdConverter:
    """A record's UUID in either case: iOS writes upper case, the store has lower case."""

    regex = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"

    def to_python(self, value: str) -> str:
        """Return the UUID in lower case."""
        return value.lower()

    def to_url(self, value: str) -> str:
        """Return the UUID as stored."""
        return value
