"""The check of generated clients finds each kind of type that a phone cannot use."""

import re

import pytest

from tests.clients.generated_types import GENERATORS, problems

DOCUMENT = {
    "paths": {},
    "components": {
        "schemas": {
            "PeriodDay": {
                "properties": {
                    "flow": {"$ref": "#/components/schemas/PeriodFlow"},
                    "cycleLength": {"type": ["integer", "null"]},
                }
            },
            "PeriodFlow": {"type": "string", "x-extensible-enum": ["light"]},
        }
    },
}
MODELS = {
    "kotlin": (
        "src/main/kotlin/glowcycle/models/PeriodDay.kt",
        "src/main/kotlin/glowcycle/apis/SkinApi.kt",
        'data class PeriodDay (\n    @SerializedName("flow")\n    val flow: kotlin.String,\n'
        '    @SerializedName("cycleLength")\n    val cycleLength: kotlin.Int? = null\n)',
        "fun analyze(photo: java.io.File)",
    ),
    "swift6": (
        "Sources/Client/Models/PeriodDay.swift",
        "Sources/Client/APIs/SkinAPI.swift",
        "public struct PeriodDay: Codable {\n    public var flow: String\n"
        "    public var cycleLength: Int?\n}",
        "func analyze(photo: URL)",
    ),
    "dart": (
        "lib/model/period_day.dart",
        "lib/api/skin_api.dart",
        "class PeriodDay {\n  String flow;\n  int? cycleLength;\n}",
        "analyze(MultipartFile photo)",
    ),
    "dart-dio": (
        "lib/src/model/period_day.dart",
        "lib/src/api/skin_api.dart",
        "class PeriodDay {\n  final String flow;\n  final int? cycleLength;\n}",
        "analyze(MultipartFile photo)",
    ),
}


@pytest.fixture(params=GENERATORS, ids=lambda generator: generator.name)
def client(request, tmp_path):
    """Return a function that reads the client, with a change of its type or its call."""
    model, calls, text, call = MODELS[request.param.name]

    def read(old="", new="", call=call):
        for path, content in ((model, re.sub(old, new, text) if old else text), (calls, call)):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(content)
        return problems(request.param, tmp_path, DOCUMENT)

    return read


def test_a_client_with_all_types_has_no_problem(client):
    assert client() == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (r"PeriodDay", "Another", "PeriodDay: no type"),
        (r"cycleLength", "length", "PeriodDay.cycleLength: no such member"),
        (r"\bString", "PeriodFlow", "PeriodDay.flow: "),
        (r"\b[Ii]nt\b", "Any", "PeriodDay.cycleLength: "),
        (r"\b[Ii]nt\b", "Object", "PeriodDay.cycleLength: "),
    ],
)
def test_each_type_that_a_phone_cannot_use_is_found(client, old, new, problem):
    (found,) = client(old, new)
    assert found.startswith(problem)


def test_a_client_that_can_send_no_photo_is_found(client):
    assert client(call="fun analyze(uploadAnalysisRequest)") == [
        "no operation takes a photo from a file"
    ]
