import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()
NO_BREAK = "\N{NO-BREAK SPACE}"
JOINED = re.compile(rf"\S+(?:{NO_BREAK}\S+)+")


@register.filter
def kept_together(text: str) -> SafeString:
    """Return the text as HTML, in which joined words part only where one line cannot hold them.

    A date that is wider than its column would otherwise break inside a word.
    """
    return SafeString(
        JOINED.sub(
            lambda found: f'<span class="joined">{found[0].replace(NO_BREAK, " ")}</span>',
            escape(text),
        )
    )
