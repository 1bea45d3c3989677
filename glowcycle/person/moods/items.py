"""How her order of moods is stored."""

from pynamodb.attributes import ListAttribute, UnicodeAttribute

from glowcycle.person.person_records import PersonRecord


class MoodsItem(PersonRecord):
    """Her moods, the best first; None where she has no order of her own."""

    NAME = "moods"
    CONTENT = ("moods",)

    moods = ListAttribute(of=UnicodeAttribute, null=True)
