"""What is not of one kind of record, as pages."""

from glowcycle.person.consents.serializers import ConsentGiven
from glowcycle.web.page_config import DeleteConfig, FormConfig, PageConfig, TableConfig

PAGES = {
    "export": PageConfig(
        title="Export",
        menu_label="Export",
        description="Everything of hers as one zip: records, tables and photos, to keep or take "
        "elsewhere. A small one is the download itself; a large one is made bit by bit: load "
        "this page again until it has a link.",
    ),
    "retention": PageConfig(
        title="How long to keep",
        menu_label="How long to keep",
        description="After how many days from their creation records are deleted for good: 30, "
        "90 or 365; null for never. A change may take a few sendings until it is applied.",
    ),
    "consents": PageConfig(
        title="Consents",
        menu_label="Consents",
        description="What you may be asked to allow, in which words, and what you said.",
        table=TableConfig(
            columns={"Name": "name", "Text": "text", "Given": "given"},
            rows="consents",
            record_path="me/consents/{name}",
        ),
    ),
    "consent": PageConfig(
        title="Consent",
        parent="consents",
        form=FormConfig(serializer=ConsentGiven, button="I consent to this version of the text"),
        delete=DeleteConfig(
            title="Take it back",
            warning="From now on it holds no more; you may consent anew at any time.",
            button="Withdraw",
        ),
    ),
    "me": PageConfig(
        title="Delete everything",
        menu_label="Delete everything",
        description="Your key first, then all that is yours, with a receipt.",
        delete=DeleteConfig(
            title="Delete everything of mine",
            warning="Nothing of yours can be read from then on, by anybody, and you cannot come "
            "back to this account. Send it again, after a while, until there is a receipt.",
            button="Delete everything for good",
        ),
    ),
    "receipt": PageConfig(title="Receipt"),
}
