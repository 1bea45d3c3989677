"""Make Kotlin, Swift and Dart clients from the OpenAPI document by openapi-generator.

`python -m tests.clients.openapi_generator FOLDER`; FOLDER has npm's kotlin-compiler, and Debian has
Java and Gson.

A warning fails as an error does. The types that each generator made are read: each component of the
document has one, with each of its members, and no member is without a type. All is parsed. Kotlin's
types are compiled, and live a day against a sandbox. What is not compiled: Swift and Dart, since
PyPI, npm and Debian 12 have no compiler for them; and the Kotlin that sends requests, since none of
them has the okhttp that it needs, so the day sends requests in its own way.
"""

import json
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.clients.generated_types import GENERATORS, Generator, problems
from tests.clients.next_year import next_year
from tests.support.sandbox_process import ROOT, Sandbox, environment, sandbox

GSON = Path("/usr/share/java/gson.jar")
DAY = Path(__file__).parent / "kotlin" / "Day.kt"
# What openapi-generator says of itself: that it reads 3.1, and, of `additionalProperties: false`,
# that it is no reference.
OF_ITSELF = ("OpenAPI 3.1 support is still in beta", "Failed to get the schema name: null")


class Failed(Exception):
    """A client cannot be made, read or run."""


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Return what the program prints. Raise Failed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed(f"{command[0]}: {done.returncode}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout + done.stderr


def generate(generator: Generator, document: Path) -> Path:
    """Return the folder with the client. Raise Failed for a warning."""
    folder = document.with_name(generator.name)
    options = ",".join(f"{name}={value}" for name, value in generator.options.items())
    program = Path(sys.executable).with_name("openapi-generator-cli")
    printed = run(
        *(program, "generate", "-g", generator.name, "-i", document, "-o", folder),
        *(["--additional-properties", options] if options else []),
    )
    warnings = [
        line
        for line in printed.splitlines()
        if ("WARN" in line or "ERROR" in line) and not any(known in line for known in OF_ITSELF)
    ]
    if warnings:
        raise Failed("\n".join(warnings))
    return folder


def parse(generator: Generator, folder: Path) -> int:
    """Parse each type and each call, and return their number. Raise Failed for wrong syntax."""
    from tree_sitter import Language, Parser

    parser = Parser(Language(import_module(f"tree_sitter_{generator.language}").language()))
    sources = [*folder.glob(generator.models), *folder.glob(generator.calls)]
    wrong = [path.name for path in sources if parser.parse(path.read_bytes()).root_node.has_error]
    if wrong or not sources:
        raise Failed(f"wrong syntax: {wrong}")
    return len(sources)


def compile_kotlin(folder: Path, packages: Path) -> list[str]:
    """Compile the types, how Gson reads them, and the day. Return the command of the day."""
    library = packages / "node_modules/kotlin-compiler/lib"
    package = folder / "src/main/kotlin/glowcycle"
    adapters = sorted((package / "infrastructure").glob("*Adapter.kt"))
    compiled = folder / "compiled"
    run(
        *("java", "-cp", f"{library}/*", "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler"),
        *("-Werror", "-no-reflect", "-cp", GSON, "-d", compiled),
        *(package / "models", package / "infrastructure/Serializer.kt", *adapters, DAY),
    )
    path = f"{compiled}:{GSON}:{library / 'kotlin-stdlib.jar'}"
    return ["java", "-cp", path, "DayKt"]


def live_day(command: list[str], service: Sandbox, document_path: Path) -> str:
    """Run the day as a person of its own, and return what it prints. Raise Failed."""
    place = document_path.with_name("sandbox")
    issue = [sys.executable, "manage.py", "issue_token", "kotlin"]
    token = subprocess.check_output(issue, cwd=ROOT, env=environment(place), text=True).strip()
    document = json.loads(document_path.read_text())
    with next_year(service.address, document) as later:
        return run(*command, service.address, token, later)


def make(generator: Generator, document: Path, packages: Path, service: Sandbox) -> None:
    """Generate, read, parse and, where there is a compiler, compile and run. Raise Failed."""
    began = time.monotonic()
    folder = generate(generator, document)
    described: dict[str, Any] = json.loads(document.read_text())
    if found := problems(generator, folder, described):
        raise Failed("\n".join(found))
    files = parse(generator, folder)
    print(f"{generator.name}: made and read, {files} files, {time.monotonic() - began:.1f} s")
    if generator.language == "kotlin":
        command = compile_kotlin(folder, packages)
        print(live_day(command, service, document), end="")


def main() -> int:
    packages = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name, sandbox(Path(name, "sandbox")) as service:
        document = Path(name, "openapi.json")
        with urlopen(f"{service.address}/schema", timeout=30) as answer:
            document.write_bytes(answer.read())
        failed = 0
        for generator in GENERATORS:
            try:
                make(generator, document, packages, service)
            except Failed as error:
                failed += 1
                print(f"{generator.name} failed:\n{error}")
    print(f"{len(GENERATORS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
