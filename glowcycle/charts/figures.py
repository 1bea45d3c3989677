"""A picture as a part of a page."""

from django.utils.safestring import SafeString

from glowcycle.api.renderers import markup
from glowcycle.charts.layout import Picture


def figure(*, picture: Picture) -> SafeString:
    """Return the picture as HTML: its words, and a drawing with links for each panel."""
    return SafeString(markup(template="charts/figure.html", picture=picture))
