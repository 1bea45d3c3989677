"""Her journal's insights, put into words."""

from datetime import date

from glowcycle.insights.words.service import Words, put_into_words
from journal.insight_services import get_insights


def tell_insights(*, user_id: str, first: date, last: date, today: date) -> Words:
    """Return what `get_insights` finds in words, by a model where she and the operator allow it.

    Nothing of it is stored. Raise ConsentRequired, QuotaExceeded, Unavailable.
    """
    reading = get_insights(user_id=user_id, first=first, last=last, today=today)
    return put_into_words(user_id=user_id, reading=reading)
