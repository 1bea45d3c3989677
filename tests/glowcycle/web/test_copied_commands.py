"""The command that a page shows gets the same answer in a shell as the page did."""

import json
import subprocess
from http.cookiejar import CookieJar
from io import BytesIO
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from urllib3.filepost import encode_multipart_formdata

from tests.support.exchange_panel import read_panel
from tests.support.images import encoded
from tests.support.markup import ParsedPage
from tests.support.portrait import portrait
from tests.support.sandbox_process import sandbox

pytestmark = pytest.mark.calm
# What has the time in it.
BY_NATURE = ("requestId", "next", "nextCursor")
BODY = {"date": "2026-03-01", "text": "it's \"!! $TOKEN\n`id` \\ é 😌 @x", "tags": ["a,b", "@"]}


class Visitor:
    """A browser without scripts that is signed in to a sandbox in another process."""

    def __init__(self, service):
        self.service = service
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.send("/sign-in", self.inputs(self.get("/"), "/sign-in") | {"token": service.token})

    def get(self, path):
        return self._open(Request(self.service.address + path))

    def send(self, path, fields, photo=None):
        data, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        if photo:
            data, kind = encode_multipart_formdata({**fields, "photo": photo})
        url = self.service.address + path
        return self._open(Request(url, data, {"Content-Type": kind}))

    def inputs(self, page, action, method=None):
        form = ParsedPage(page).form(action, method)
        return {name: values[-1] for name, values in form.inputs.items()}

    def _open(self, request):
        request.add_header("Accept", "text/html")
        try:
            with self._opener.open(request) as answer:
                return answer.read().decode()
        except HTTPError as error:
            return error.read().decode()


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    with sandbox(tmp_path_factory.mktemp("sandbox")) as service:
        yield Visitor(service)


def run(command, token, folder):
    """Return status, headers and body of the answer that a shell gets."""
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={"TOKEN": token, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    head, _, body = done.stdout.decode().partition("\r\n\r\n")
    status, *lines = head.split("\r\n")
    return int(status.split()[1]), dict(line.split(": ", 1) for line in lines), body


def assert_same(page, visitor, folder):
    """Assert that a shell gets what the panel of the page shows; return that."""
    panel = read_panel(page)
    status, headers, body = run(panel.command, visitor.service.token, folder)
    assert status == panel.status
    assert headers.get("Content-Type") == panel.headers.get("Content-Type")
    if "json" in headers.get("Content-Type", ""):
        shown, got = json.loads(panel.body), json.loads(body)
        for name in BY_NATURE:
            shown.pop(name, None), got.pop(name, None)
        assert got == shown
    else:
        assert body.splitlines() == panel.body.splitlines()
    return panel


def test_reads(visitor, tmp_path):
    for path in ("/me/consents", "/journal/user/me?limit=2", "/journal/user/me?tag=[x]{y}", "/x!"):
        assert_same(visitor.get(path), visitor, tmp_path)


@pytest.mark.parametrize(
    "controls",
    [
        {"_method": "GET", "_accept": "text/csv", "_query": "limit=2"},
        {"_method": "GET", "_accept": "application/xml"},
        {"_method": "GET", "_if_none_match": '"x!", "it\'s"'},
        {"_method": "OPTIONS"},
        {"_method": "DELETE"},
        {"_method": "POST", "_json": "{}"},
    ],
    ids=str,
)
def test_requests_by_hand(visitor, tmp_path, controls):
    path = "/journal/user/me"
    inputs = visitor.inputs(visitor.get(path), path, "JSON")
    panel = assert_same(visitor.send(path, inputs | controls), visitor, tmp_path)
    assert visitor.service.token not in panel.command


@pytest.mark.parametrize(
    "body",
    [json.dumps(BODY), json.dumps(BODY, indent=2, ensure_ascii=False), "@file", "'", "{\n!! }"],
)
def test_bodies(visitor, tmp_path, body):
    inputs = visitor.inputs(visitor.get("/journal"), "/journal", "JSON")
    sent = inputs | {"_method": "POST", "_json": body, "_idempotency_key": str(hash(body))}
    assert_same(visitor.send("/journal", sent), visitor, tmp_path)


def test_a_photo_with_its_fields(visitor, tmp_path):
    name = "a face; it's @mine, é.jpg"
    data = encoded(portrait(), "JPEG")
    (tmp_path / name).write_bytes(data)
    inputs = visitor.inputs(visitor.get("/skin/analyze"), "/skin/analyze")
    sent = inputs | {"date": "2026-03-02", "keepPhoto": "true"}
    page = visitor.send("/skin/analyze", sent, photo=(name, BytesIO(data).read(), "image/jpeg"))
    assert assert_same(page, visitor, tmp_path).status == 201
