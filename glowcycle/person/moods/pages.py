"""The page of her order of moods."""

from glowcycle.person.moods.serializers import MoodsSerializer
from glowcycle.web.page_config import FormConfig, PageConfig

MOODS_PAGES = {
    "moods": PageConfig(
        title="Your moods",
        menu_label="Your moods",
        description="Put your moods in your own order, the best first. The picture of your journal "
        "shows them in this order, and it tells how good a day was when you ask whether your mood "
        "follows your cycle. Without an order of yours, common moods count as most people mean "
        "them.",
        summary={"Your moods, the best first": "moods"},
        form=FormConfig(
            serializer=MoodsSerializer,
            button="Save my order",
            labels={"moods": "Your moods, the best first"},
            hints={"moods": "Emoji or words. Leave it empty to take the order back."},
        ),
    ),
}
