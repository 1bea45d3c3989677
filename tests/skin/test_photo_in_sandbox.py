"""A real face, sent over HTTP to a sandbox, in a form or as an upload."""

import json
import subprocess
import sys
from urllib.request import Request, urlopen

import pytest

from skin.domain.photo import MAX_BYTES
from tests.support.sandbox_process import ROOT, environment, sandbox

BOUNDARY = "b0unda7y"
UNNEEDED = ("PIL", "storages", "skin.bedrock_analyzer", "skin.domain.local_analyzer")


def form(fields, name, photo):
    """Return a form with the file last, as S3 requires."""
    lines = []
    for field, value in fields.items():
        lines += [f"--{BOUNDARY}", f'Content-Disposition: form-data; name="{field}"', "", value]
    lines += [
        f"--{BOUNDARY}",
        f'Content-Disposition: form-data; name="{name}"; filename="face.jpg"',
        "Content-Type: image/jpeg",
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + photo + f"\r\n--{BOUNDARY}--\r\n".encode()


def send(url, body=None, token=None, content_type=f"multipart/form-data; boundary={BOUNDARY}"):
    headers = {"Content-Type": content_type}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    with urlopen(Request(url, data=body, headers=headers), timeout=30) as answer:
        return answer.status, answer.read()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with sandbox(tmp_path_factory.mktemp("sandbox"), "--empty") as running:
        yield running


def listed(running):
    _, body = send(f"{running.address}/skin/user/demo", token=running.token)
    return json.loads(body)["results"]


def test_a_form_becomes_a_scan_in_the_history(running, face):
    status, body = send(
        f"{running.address}/skin/analyze", form({}, "photo", face), token=running.token
    )
    assert status == 201
    assert json.loads(body) in listed(running)


@pytest.mark.parametrize("size", [200_000, MAX_BYTES])
def test_an_upload_to_the_bucket_becomes_a_scan_with_a_photo(running, face, size):
    def post(path, body):
        data = json.dumps(body).encode()
        _, answer = send(running.address + path, data, running.token, "application/json")
        return json.loads(answer)

    face += bytes(size - len(face))  # as a phone appends a film
    offer = post("/skin/photos", {"contentType": "image/jpeg", "size": size})
    status, _ = send(offer["url"], form(offer["fields"], "file", face))
    assert status == 204
    scan = post(f"/skin/photos/{offer['photoId']}/analyze", {"keepPhoto": True})
    assert scan in listed(running)
    _, photo = send(f"{running.address}/skin/{scan['scanId']}/photo", token=running.token)
    assert photo.startswith(b"\xff\xd8")


def test_modules_for_photos_are_loaded_with_the_first_photo(tmp_path):
    program = (
        "import sys; from glowcycle.wsgi import application; import glowcycle.urls;"
        f"print([name for name in {UNNEEDED} if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ended.stdout.strip() == "[]"
