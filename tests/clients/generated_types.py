"""The types that openapi-generator makes of the document, read from their source."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# A type that says nothing.
UNTYPED = re.compile(r"\b(Any|Object|dynamic|AnyCodable|JSONValue|AnyType|JsonObject)\b")
FORMS = {"multipart/form-data", "application/x-www-form-urlencoded"}
DOCUMENTS = {"OpenApiDocument", "FhirDocument"}


@dataclass(frozen=True, kw_only=True)
class Generator:
    """A generator and how its sources look.

    models, calls  patterns of the files with the types, and with the operations
    beginning      matches the beginning of a class, with its name
    member         matches a member of a class, with `name` and `type`
    file           matches the parameter that takes a photo from a file
    """

    name: str
    language: str
    models: str
    calls: str
    beginning: re.Pattern[str]
    member: re.Pattern[str]
    file: re.Pattern[str]
    options: Mapping[str, str] = field(default_factory=dict)


# Of Dart's two generators, `dart` writes null for each member that a phone leaves out; with
# json_serializable `dart-dio` leaves them out.
_DART = {
    "language": "dart",
    "beginning": re.compile(r"^(?:class|enum) (\w+)", re.MULTILINE),
    "member": re.compile(
        r"^ +(?:final )?(?P<type>[A-Z\w]+(?:<.+>)?\??|int\??|double\??|bool\??|num\??)"
        r" (?P<name>\w+?)_?;$",
        re.MULTILINE,
    ),
    "file": re.compile(r"MultipartFile photo\b"),
}
GENERATORS = (
    Generator(
        name="kotlin",
        language="kotlin",
        models="src/main/kotlin/glowcycle/models/*.kt",
        calls="src/main/kotlin/glowcycle/apis/*.kt",
        beginning=re.compile(r"^(?:data class|enum class) (\w+)", re.MULTILINE),
        member=re.compile(
            r'SerializedName\("(?P<name>\w+)"\)\n +val .+?: (?P<type>[^=\n]+?)(?: =|,?$)',
            re.MULTILINE,
        ),
        file=re.compile(r"\bphoto: java\.io\.File\b"),
        options={"packageName": "glowcycle", "serializationLibrary": "gson"},
    ),
    Generator(
        name="swift6",
        language="swift",
        models="Sources/*/Models/*.swift",
        calls="Sources/*/APIs/*.swift",
        beginning=re.compile(r"^public (?:struct|enum) (\w+)", re.MULTILINE),
        member=re.compile(
            r"^    public var (?P<name>\w+): (?P<type>[^=\n]+?)(?: =|$)", re.MULTILINE
        ),
        file=re.compile(r"\bphoto: (?:URL|Data)\b"),
        # Swift's own Date would write a day as a time, which the service refuses.
        options={"useCustomDateWithoutTime": "true"},
    ),
    Generator(name="dart", models="lib/model/*.dart", calls="lib/api/*.dart", **_DART),
    Generator(
        name="dart-dio",
        models="lib/src/model/*.dart",
        calls="lib/src/api/*.dart",
        options={"serializationLibrary": "json_serializable"},
        **_DART,
    ),
)


def problems(generator: Generator, folder: Path, document: dict[str, Any]) -> list[str]:
    """Return what is wrong with the types that the generator made of the document."""
    made = dict(_types(generator, folder))
    found = []
    for name, schema in _components(document):
        if name not in made:
            found.append(f"{name}: no type")
            continue
        for member, part in schema.get("properties", {}).items():
            kind = made[name].get(member.lower(), "no such member")
            text = f"{name}.{member}: {kind}"
            if UNTYPED.search(kind) or kind == "no such member":
                found.append(text)
            elif _is_open(part, document) and not re.search(r"\b(String|Int|int)\b", kind):
                found.append(f"{text}, for an open enum")
    calls = "".join(path.read_text() for path in folder.glob(generator.calls))
    if not generator.file.search(calls):
        found.append("no operation takes a photo from a file")
    return found


def _types(generator: Generator, folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each type by name, with the types of its members by name in lower case."""
    for path in folder.glob(generator.models):
        text = path.read_text()
        if begin := generator.beginning.search(text):
            members = generator.member.finditer(text, begin.end())
            yield begin[1], {found["name"].lower(): found["type"].strip() for found in members}


def _components(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the components that become types: neither forms, whose parts are arguments, nor
    strings, nor the documents of other specifications.
    """
    forms = {
        form["schema"]["$ref"].rsplit("/", 1)[-1]
        for methods in document["paths"].values()
        for operation in methods.values()
        for kind, form in operation.get("requestBody", {}).get("content", {}).items()
        if kind in FORMS
    }
    for name, schema in document["components"]["schemas"].items():
        if {"properties", "enum"} & schema.keys() and name not in {*forms, *DOCUMENTS}:
            yield name, schema


def _is_open(schema: dict[str, Any], document: dict[str, Any]) -> bool:
    part = schema.get("items", schema)
    reference = part.get("oneOf", [part])[0].get("$ref", "/").rsplit("/", 1)[-1]
    return "x-extensible-enum" in document["components"]["schemas"].get(reference, {})
