"""Numbers of the domain in answers."""

from typing import Any

from rest_framework import serializers


class Rounded(serializers.FloatField):
    """A number rounded to six digits, with which a distribution still adds up to 1."""

    def to_representation(self, value: float) -> float:  # type: ignore[override]  # JSON has numbers
        """Return the number, rounded."""
        return round(value, 6)


class Share(Rounded):
    """A probability or a share, 0 to 1."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=1, **kwargs)
