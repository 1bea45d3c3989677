"""What a record tells of the imports that made it or filled it. It is sealed, and no content."""

from typing import Any, Final

from pynamodb.attributes import ListAttribute, MapAttribute, UnicodeAttribute

# The longest name of an app has 14 characters.
NAME_LENGTH: Final = 20


class AppNameAttribute(UnicodeAttribute):
    """The name of an app, sealed at one length, so that the size of a record does not tell it."""

    def serialize(self, value: Any) -> Any:
        """Return the name with spaces behind it."""
        return super().serialize(value).ljust(NAME_LENGTH)

    def deserialize(self, value: Any) -> Any:
        """Return the name."""
        return super().deserialize(value).rstrip(" ")


class OriginMap(MapAttribute[str, str]):
    """The app whose file a record came from, and the import that made it."""

    app = AppNameAttribute()
    import_id = UnicodeAttribute(attr_name="importId")


class FillingMap(MapAttribute[str, object]):
    """The fields of a record that an import filled when the record was there, by stored name.

    blank  those of them that held an empty text or list before, and not null
    """

    app = AppNameAttribute()
    import_id = UnicodeAttribute(attr_name="importId")
    fields = ListAttribute(of=UnicodeAttribute)
    blank = ListAttribute(of=UnicodeAttribute)
