"""The base of every PynamoDB model, with one client for all; what is hers as a whole."""

from django.conf import settings
from pynamodb.attributes import TTLAttribute, UnicodeAttribute
from pynamodb.connection import TableConnection
from pynamodb.models import Model

from glowcycle.aws import clients


class Item(Model):
    """An item of any table. Its model names the table in Meta."""

    @classmethod
    def _get_connection(cls) -> TableConnection:
        table = super()._get_connection()
        # Left alone, PynamoDB opens a session and a client for each model: 54-175 ms apiece.
        table.connection._client = clients.dynamodb()  # type: ignore[assignment]
        return table


class PersonItem(Item):
    """What belongs to her as a whole and not to a day: one item each, of a model of its own.

    `item` is its name, such as key, consent or count#analyses#2026-11-25.
    """

    class Meta:
        table_name = f"{settings.DYNAMODB_TABLE_NAME}-person"

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    item = UnicodeAttribute(range_key=True)
    expires_at = TTLAttribute(null=True, attr_name="expiresAt")
