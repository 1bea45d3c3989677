"""A stand-in for Lambda's runtime: one process that handles one event after the other.

Run it with a clean `python -S` in the folder of the archive. Each line of JSON on stdin is an
event; each line on stdout is its answer or the error that Lambda would report. Prints go to stderr.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path

answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
sys.path[0] = str(Path.cwd())

module, _, name = os.environ["_HANDLER"].rpartition(".")
handler = getattr(import_module(module), name)


class Context:
    function_name = "glowcycle-dev"
    aws_request_id = "5c8f0d2e-0d5b-4b0e-9e57-0f7d6a1c2b3d"

    def get_remaining_time_in_millis(self):
        return 29_000


for line in sys.stdin:
    try:
        answer = {"answer": handler(json.loads(line), Context())}
    except BaseException as error:
        answer = {"errorType": type(error).__name__, "errorMessage": str(error)}
    sys.stdout.flush()
    print(json.dumps(answer), file=answers, flush=True)
