"""What is not of one kind of record, as pages."""

from glowcycle.person.consents.serializers import ConsentGiven
from glowcycle.web.page_config import Ending, Form, Listing, Page

PAGES = {
    "export": Page(
        title="Export",
        menu="Export",
        about="Everything of hers as one zip: records, tables and photos, to keep or take "
        "elsewhere. A small one is the download itself; a large one is made bit by bit: load "
        "this page again until it has a link.",
    ),
    "retention": Page(
        title="How long to keep",
        menu="How long to keep",
        about="After how many days from their creation records are deleted for good: 30, 90 or "
        "365; null for never. A change may take a few sendings until it is applied.",
    ),
    "consents": Page(
        title="Consents",
        menu="Consents",
        about="What you may be asked to allow, in which words, and what you said.",
        listing=Listing(
            columns={"Name": "name", "Text": "text", "Given": "given"},
            rows="consents",
            record="me/consents/{name}",
        ),
    ),
    "consent": Page(
        title="Consent",
        back="consents",
        form=Form(body=ConsentGiven, button="I consent to this version of the text"),
        ending=Ending(
            title="Take it back",
            warning="From now on it holds no more; you may consent anew at any time.",
            button="Withdraw",
        ),
    ),
    "me": Page(
        title="Delete everything",
        menu="Delete everything",
        about="Your key first, then all that is yours, with a receipt.",
        ending=Ending(
            title="Delete everything of mine",
            warning="Nothing of yours can be read from then on, by anybody, and you cannot come "
            "back to this account. Send it again, after a while, until there is a receipt.",
            button="Delete everything for good",
        ),
    ),
    "receipt": Page(title="Receipt"),
    "docs": Page(
        title="Documentation",
        menu="Documentation",
        about="Every call, field and error of the API, to read and to try out.",
    ),
    "schema": Page(
        title="OpenAPI document",
        menu="OpenAPI document",
        about="The same for programs.",
        is_raw=True,
    ),
}
