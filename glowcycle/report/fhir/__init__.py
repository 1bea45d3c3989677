"""The report as an HL7 FHIR R4 document. docs/fhir.md tells what it holds, and its codes."""

from glowcycle.report.fhir.bundle import bundle

__all__ = ["bundle"]
