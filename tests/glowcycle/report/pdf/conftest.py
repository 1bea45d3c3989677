"""PDFs of invented answers, drawn once for a module."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from glowcycle.report import pdf

MADE_AT = datetime(2026, 11, 30, 9, 15, tzinfo=UTC)


@pytest.fixture(scope="session")
def draw():
    """Return a function that draws an answer, and returns the bytes."""

    def drawn(answer, *, paper="a4", language="en", made_at=MADE_AT):
        return pdf.draw(answer, paper=paper, language=language, made_at=made_at)

    return drawn


@pytest.fixture(scope="session")
def read(draw):
    """Return a function that draws an answer, and returns its pages as pypdf reads them."""
    return lambda answer, **how: PdfReader(BytesIO(draw(answer, **how)))
