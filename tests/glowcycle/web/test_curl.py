"""The command of a page: a shell passes on exactly what was sent."""

import json
import subprocess

import pytest

from glowcycle.web.exchange.curl import command

URL = "http://127.0.0.1:8000/journal"
TEXTS = [
    "it's",
    "back\\slash \\n",
    'a "quoted" word',
    "!! and !$ and ~ and * and ?",
    "@file and <file",
    "$TOKEN `id` $(id) ${HOME}",
    "two\nlines\n",
    "\U0001f60c \u202e \u00e9",
    "-x --data",
    "a;b|c&d#e",
    "%41 %s",
]


def arguments(line, *, shell):
    """Return the words that curl would get from that shell."""
    script = 'curl() { for word; do printf "%s\\0" "$word"; done; }\n' + line
    done = subprocess.run(
        [*shell, script], capture_output=True, check=True, env={"TOKEN": "secret"}, timeout=30
    )
    return done.stdout.decode().split("\0")[:-1]


@pytest.mark.parametrize("shell", [["bash", "-c"], ["sh", "-c"]], ids=["bash", "sh"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_shell_passes_on_any_body_and_header(text, shell):
    headers = {"Authorization": "Bearer $TOKEN", "If-Match": text.strip()}
    words = arguments(command("PATCH", URL, headers, body=text), shell=shell)
    assert words == [
        *("-i", "-X", "PATCH", URL, "-H", "Authorization: Bearer secret"),
        *("-H", f"If-Match: {text.strip()}", "--data-raw", text),
    ]


def test_a_get_says_no_more_than_it_has_to():
    assert command("GET", URL, {"Accept": "*/*"}) == f"curl -i {URL}"
    assert command("HEAD", URL, {}) == f"curl -i --head {URL}"
    assert "-H 'Accept: text/csv'" in command("GET", URL, {"Accept": "text/csv"})


def test_an_address_with_brackets_is_not_a_pattern():
    url = f"{URL}?tag=[a-z]"
    assert arguments(command("GET", url, {}), shell=["sh", "-c"]) == ["-i", "--globoff", url]


def test_the_fields_of_a_form_never_read_a_file():
    line = command(
        "POST",
        URL,
        {},
        fields=[("date", "@/etc/passwd"), ("note", "<x; type=y")],
        files=[("photo", 'my "face"; a\\b.jpg', "image/jpeg")],
    )
    assert arguments(line, shell=["sh", "-c"])[4:] == [
        *("--form-string", "date=@/etc/passwd", "--form-string", "note=<x; type=y"),
        *("-F", 'photo=@"my \\"face\\"; a\\\\b.jpg";type=image/jpeg'),
    ]


def test_json_stays_as_it_was_typed():
    body = json.dumps({"text": "it's \u00e9"}, indent=2)
    assert arguments(command("POST", URL, {}, body=body), shell=["sh", "-c"])[-1] == body
