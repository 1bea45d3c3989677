"""What she takes to a doctor: one page of facts with appendices, as PDF, FHIR or JSON."""
