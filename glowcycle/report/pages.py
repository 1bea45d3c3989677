"""The page of the report."""

from glowcycle.report.serializers import ReportQuery, ReportRequest
from glowcycle.web.page_config import FormConfig, PageConfig, TableConfig

PAGES = {
    "report": PageConfig(
        title="A report to take along",
        menu_label="A report to take along",
        description="One page for a doctor, with appendices: counts of what you logged, no "
        "diagnosis and no prediction. Your texts, tags and notes are not in it. What you type here "
        "is used for this one report and kept nowhere.",
        query=ReportQuery,
        form=FormConfig(
            serializer=ReportRequest,
            button="Make the report",
            labels={
                "from": "First day",
                "to": "Last day",
                "format": "As",
                "birthYear": "Year of birth",
                "menarcheAge": "Age at your first period",
                "name": "Your name, as it shall stand there",
                "question": "What you want to ask",
            },
            hints={
                "from": "Without it, a year.",
                "to": "Without it, today.",
                "format": "PDF to print or to send, FHIR for the software of a clinic.",
                "language": "Without it, the one of this page.",
                "birthYear": "It decides how far cycles may differ and count as regular.",
            },
        ),
        summary={
            "In short": "summary",
            "Last period": "cycles.lastPeriod",
            "Cycle length": "cycles.length.text",
            "Bleeding": "cycles.bleeding.text",
            "Signs of ovulation": "ovulation.text",
            "The week before a period": "premenstrual.text",
            "What is logged": "coverage.text",
            "Notice": "notice",
        },
        tables=(
            TableConfig(
                title="Bleeding in the terms of FIGO",
                columns={"Term": "label", "What was found": "text"},
                rows="cycles.figo",
                empty="",
            ),
            TableConfig(
                title="Under hormonal contraception",
                columns={"What was found": "text"},
                rows="cycles.windows",
                empty="",
            ),
            TableConfig(
                title="Bleeding that is no period",
                columns={"What was found": "text"},
                rows="cycles.otherBleeding",
                empty="",
            ),
            TableConfig(title="Life stages", columns={"Stage": "text"}, rows="stages", empty=""),
            TableConfig(
                title="Pain and symptoms",
                columns={"What": "label", "When": "text"},
                rows="complaints",
                empty="",
            ),
            TableConfig(
                title="Signs of ovulation",
                columns={"Cycle": "text"},
                rows="ovulation.cycles",
                empty="",
            ),
            TableConfig(
                title="The week before a period",
                columns={"What": "label", "How it differs": "text"},
                rows="premenstrual.changes",
                empty="",
            ),
            TableConfig(
                title="Whether it follows the cycle",
                columns={"What": "label", "Answer": "text"},
                rows="insights",
                empty="",
            ),
            TableConfig(
                title="Skin", columns={"What": "label", "Scores": "text"}, rows="skin", empty=""
            ),
            TableConfig(
                title="How each number was obtained",
                columns={"What": "title", "How": "text"},
                rows="methods",
                empty="",
            ),
        ),
    ),
}
