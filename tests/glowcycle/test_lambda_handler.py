"""The start of a Lambda, and what its requests leave behind."""

import gc
import logging
import sys
from threading import Event

import pytest
from django.http import HttpRequest, HttpResponseBase
from rest_framework.request import Request

from glowcycle.api.wsgi_handler import Handler
from tests.support.gateway_requests import rest_requests
from tests.support.lambda_events import CONTEXT, api_event
from tests.support.model_answers import GOOD, model_answer
from tests.support.photo_bucket import named, picture


def objects_in_memory():
    """Return the number of requests and answers in memory."""
    kinds = (HttpRequest, HttpResponseBase, Request)
    return sum(issubclass(type(item), kinds) for item in gc.get_objects())


@pytest.fixture
def gateway(handlers):
    return sys.modules[handlers[0].__module__]


class TestStart:
    """The start of a Lambda, before its first request."""

    def test_the_issuers_keys_are_fetched_in_parallel(self, gateway, monkeypatch):
        rest, steps = Event(), []

        def ask():
            assert rest.wait(10)
            steps.append("asked")

        monkeypatch.setattr(gateway.authentication, "prepare", ask)
        monkeypatch.setattr(gateway.clients, "dynamodb", rest.set)
        gateway.prepare()
        assert steps == ["asked"]

    def test_a_parallel_failure_fails_the_start(self, gateway, monkeypatch):
        def ask():
            raise LookupError("no such setting")

        monkeypatch.setattr(gateway.authentication, "prepare", ask)
        with pytest.raises(LookupError):
            gateway.prepare()


def test_a_view_without_an_answer_is_a_server_error():
    with pytest.raises(ValueError, match="returned None"):
        Handler().check_response(None, lambda: None)


@pytest.fixture
def without_log_records():
    """Turn off logging: pytest keeps log records, and some hold their request."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("without_log_records")
def test_no_part_of_an_answered_request_stays_in_memory(handlers, alice, bedrock):
    bedrock.answers_with(model_answer(GOOD))
    scan = alice.upload("/skin/analyze", photo=named(picture("peru")), keepPhoto="true")
    files = ["/me/export", f"{scan.headers['Location']}/photo"]
    asked_for = [(path, api_event(path=path, token=alice.token)) for path in files]
    for name, gateway_event in [*asked_for, *rest_requests(alice)]:
        handlers[0](gateway_event, CONTEXT)  # the first request of its kind loads modules
        gc.collect()
        gc.disable()
        try:
            before = objects_in_memory()
            handlers[0](gateway_event, CONTEXT)
            assert objects_in_memory() == before, name
        finally:
            gc.enable()
