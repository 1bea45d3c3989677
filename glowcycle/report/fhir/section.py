"""A section of the document: its entries, and the text that says the same to a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from glowcycle.report.fhir.elements import Element
from glowcycle.report.fhir.systems import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section with Observations, with sentences, or both.

    `is_logged` tells that its entries stand in the log as they are; all others are calculated.
    """

    code: Code
    entries: Sequence[Element] = ()
    sentences: Sequence[str] = ()
    is_logged: bool = False
