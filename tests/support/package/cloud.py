"""An AWS account in its own process: moto's server, with more calls for Zappa."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.support.sandbox_process import ROOT

REGION = "eu-central-1"
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
}
FUNCTIONS = "/2015-03-31/functions/"
LIST_URLS = re.compile(r"/2021-10-31/functions/([^/]+)/urls/?")
VERSION = re.compile(FUNCTIONS + r"function:([\w-]+:\d+)")
ARCHIVE = re.compile(r"/archives/([\w-]+):(\d+)")


@contextmanager
def run_account() -> Iterator[str]:
    """Run an empty account until the block ends; yield its address."""
    command = [sys.executable, "-m", "tests.support.package.cloud"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


class Cloud:
    """moto's WSGI application with three more calls.

    ListFunctionUrlConfigs, built from GetFunctionUrlConfig; GetFunction for a version named by a
    part of its ARN; and the download of that version's archive.
    """

    def __init__(self, moto: Any) -> None:
        self._moto = moto

    def __call__(self, environ: Any, start_response: Any) -> Any:
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] != "GET":
            return self._moto(environ, start_response)
        if match := VERSION.fullmatch(path):
            function = self._get(environ, FUNCTIONS + match[1])
            function["Code"]["Location"] = f"http://{environ['HTTP_HOST']}/archives/{match[1]}"
            return _answer(start_response, json.dumps(function).encode())
        if match := ARCHIVE.fullmatch(path):
            return _answer(start_response, _archive(*match.groups()))
        if match := LIST_URLS.fullmatch(path):
            path = FUNCTIONS + match[1]
            if self._get(environ, path) is None:  # let moto answer that it does not exist
                return self._moto({**environ, "PATH_INFO": path}, start_response)
            config = self._get(environ, f"/2021-10-31/functions/{match[1]}/url")
            urls = {"FunctionUrlConfigs": [config] if config else []}
            return _answer(start_response, json.dumps(urls).encode())
        return self._moto(environ, start_response)

    def _get(self, environ: Any, path: str) -> Any:
        from werkzeug.test import run_wsgi_app

        # moto reads the raw address, which the server keeps beside the path.
        request = {**environ, "PATH_INFO": path, "RAW_URI": path, "REQUEST_URI": path}
        body, status, _ = run_wsgi_app(self._moto, request, buffered=True)
        return json.loads(b"".join(body)) if status.startswith("200") else None


def _answer(start_response: Any, body: bytes) -> list[bytes]:
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


def _archive(name: str, version: str) -> bytes:
    from moto.awslambda.models import lambda_backends
    from moto.core import DEFAULT_ACCOUNT_ID

    function = lambda_backends[DEFAULT_ACCOUNT_ID][REGION].get_function(name, version)
    return bytes(function.code_bytes)


def serve() -> None:
    from moto.moto_server.werkzeug_app import (
        DomainDispatcherApplication,
        MotoRequestHandler,
        create_backend_app,
    )
    from werkzeug.serving import make_server

    from glowcycle.sandbox.cloud import serve_one_at_a_time

    serve_one_at_a_time()
    cloud = Cloud(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, cloud, threaded=True, request_handler=MotoRequestHandler)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    serve()
