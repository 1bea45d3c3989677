"""System checks of the skin's app."""

from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

MODELS: Final = settings.BASE_DIR / "skin" / "domain" / "face" / "models"


@register()
def check_networks(**_: Any) -> list[CheckMessage]:
    """Without the networks that find a face, no photo could be analysed."""
    if all((MODELS / f"{name}.npz").is_file() for name in ("detector", "mesh")):
        return []
    return [Error("The networks that find a face are missing: run `make models`.", id="skin.E001")]
