"""The report as a PDF. Importing this loads fpdf2, so import it when a PDF is asked for."""

from glowcycle.report.pdf.document import Paper, draw

__all__ = ["Paper", "draw"]
