from django import template
from django.urls import reverse

from glowcycle.web import assets

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """Return the address of a file that pages load."""
    return reverse("asset", args=[assets.files()[name].digest, name])
