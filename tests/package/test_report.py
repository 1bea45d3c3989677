"""The archive alone draws a report: it has the typefaces, and all that fpdf2 needs of fontTools."""

import json
import subprocess
from io import BytesIO

from pypdf import PdfReader

from tests.support.package.function import ENVIRONMENT
from tests.support.report_answers import long_answer

PROGRAM = """
import sys
sys.path[:] = [sys.argv[1], *(p for p in sys.path if p)]
import glowcycle.lambda_handler, json
from datetime import UTC, datetime
from glowcycle.report import pdf
answer = json.load(sys.stdin)
made = pdf.draw(answer, paper="a4", language="fr", made_at=datetime(2026, 11, 30, tzinfo=UTC))
sys.stdout.buffer.write(made)
"""


def test_the_archive_draws_a_report(lambda_env, unzipped, cloud):
    drawn = subprocess.run(
        [lambda_env / "bin/python", "-S", "-E", "-B", "-c", PROGRAM, unzipped],
        input=json.dumps(long_answer(name="Наталья 😌")).encode(),
        env={**ENVIRONMENT, "AWS_ENDPOINT_URL": cloud},
        capture_output=True,
        check=False,
    )
    assert drawn.returncode == 0, drawn.stderr.decode()
    reader = PdfReader(BytesIO(drawn.stdout))
    assert "Наталья [relieved face]" in reader.pages[0].extract_text()
    assert reader.trailer["/Root"]["/Lang"] == "fr"
