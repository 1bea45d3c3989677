"""What a record tells of the imports that made it or filled it. It is sealed, and no content."""

from pynamodb.attributes import ListAttribute, MapAttribute, UnicodeAttribute


class OriginMap(MapAttribute[str, str]):
    """The app whose file a record came from, and the import that made it."""

    app = UnicodeAttribute()
    import_id = UnicodeAttribute(attr_name="importId")


class FillingMap(MapAttribute[str, object]):
    """The fields of a record that an import filled when the record was there, by stored name.

    blank  those of them that held an empty text or list before, and not null
    """

    app = UnicodeAttribute()
    import_id = UnicodeAttribute(attr_name="importId")
    fields = ListAttribute(of=UnicodeAttribute)
    blank = ListAttribute(of=UnicodeAttribute)
