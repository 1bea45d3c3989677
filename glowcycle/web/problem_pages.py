"""The pages of problems outside of all views. Django loads this module with the first of them."""

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from glowcycle.api import exceptions
from glowcycle.web.answer import Answer
from glowcycle.web.answer_page import page_of_answer
from glowcycle.web.session import FormExpired


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django itself refuses."""
    return _page_of(request, exceptions.bad_request(request, exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a path without a route."""
    return _page_of(request, exceptions.not_found(request, exception))


def form_expired(request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG001
    """Answer a form of the pages themselves, such as the one to sign out. Django names `reason`."""
    expired = FormExpired("Go back, reload the page and try again.")
    return _page_of(request, exceptions.refused(request, expired))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of this service."""
    problem = exceptions.server_error(request)
    try:
        return _page_of(request, problem)
    except Exception:  # the fault may be in what all pages share
        return problem


def _page_of(request: HttpRequest, problem: HttpResponse) -> HttpResponse:
    """Return the page of a problem outside of all views, for a browser; else the problem."""
    try:
        request.get_host()
    except DisallowedHost:  # there no link of a page would lead anywhere
        return problem
    if not hasattr(request, "page"):
        return problem
    return page_of_answer(request, Answer.of(problem, request))
