"""Code systems of the bundle, and what a row of the table of codes says."""

from dataclasses import dataclass
from typing import Final

from glowcycle.sentences import Sentence

LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
UCUM: Final = "http://unitsofmeasure.org"
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
PHR: Final = "http://hl7.org/fhir/uv/phr/CodeSystem/observation-pghd-codes"
LOCAL: Final = "urn:uuid:02256664-7f62-4afe-826d-7f8aa6fd1b5d"
"""Our own codes. A UUID names the system for good, whatever domain the service runs under."""


@dataclass(frozen=True, slots=True)
class Code:
    """A row of the table.

    display  the words of the system itself, always English
    source   where code and display were looked up
    text     what a person reads; None for a second coding, which nobody reads
    also     a second coding of the same thing, from a draft
    """

    code: str
    system: str
    display: str
    source: str
    text: Sentence | None = None
    also: "Code | None" = None

    def codings(self) -> list[dict[str, str]]:
        """Return the FHIR codings: this one, and the second where there is one."""
        coding = {"system": self.system, "code": self.code, "display": self.display}
        return [coding, *(self.also.codings() if self.also else ())]
