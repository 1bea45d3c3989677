from django import template
from django.urls import reverse

from glowcycle.web import assets

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """Return the address of a file of the pages."""
    return reverse("asset", args=[assets.files()[name].digest, name])
