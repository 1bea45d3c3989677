"""What others open by a link of hers: the door of a share, what it shows, and its report."""

from typing import Any, Final, cast

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.responses import File
from glowcycle.api.today import today
from glowcycle.errors import Forbidden
from glowcycle.person.shares.grants import (
    OpenGrant,
    check_passphrase,
    closed,
    find_grant,
    note_opening,
)
from glowcycle.sentences import sentence
from glowcycle.sharing import cookie
from glowcycle.sharing.closing import ClosesAlike
from glowcycle.sharing.negotiation import PageOrProgram, PassphraseForm, SharedPage

WRONG_PASSPHRASE: Final = sentence(
    "That is not the passphrase. After ten wrong ones, the link opens nothing."
)
PAGE_TYPE: Final = f"{SharedPage.media_type}; charset={SharedPage.charset}"


class NotOpened(Forbidden):
    """The link is right, and has not been opened yet."""

    code = "not_opened"

    def __init__(self) -> None:
        super().__init__(
            "Open this first: send POST to the address of the share, with the passphrase if it has "
            "one, and keep the cookie."
        )


class WrongPassphrase(Forbidden):
    """The share has another passphrase."""

    code = "wrong_passphrase"

    def __init__(self) -> None:
        super().__init__(WRONG_PASSPHRASE)


class Door(Response):
    """The first page of a share, which shows a button and nothing of hers."""

    template = "sharing/door.html"

    def __init__(self, grant: OpenGrant, *, is_wrong: bool = False) -> None:
        asks = grant.passphrase_hash is not None
        super().__init__(
            {"asks_passphrase": asks, "is_wrong": is_wrong}, status=403 if is_wrong else 200
        )


class OpenedByLink(ClosesAlike):
    """The base of what the link of a share opens. No program on the way keeps the answer."""

    content_negotiation_class = PageOrProgram
    parser_classes = (PassphraseForm,)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Set the headers that keep link and content out of caches, indexes and referrers."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers["Referrer-Policy"] = "no-referrer"
        if _is_page(request):
            from glowcycle.sharing.pages import policy  # most requests are no browser's

            response.headers["Content-Security-Policy"] = policy()
            if getattr(response, "exception", False):  # the page of a problem, not its JSON
                response.content_type = PAGE_TYPE
        patch_vary_headers(response, ["Accept", "Cookie"])
        return response


class SharedViewSet(OpenedByLink):
    """A share."""

    def retrieve(self, request: Request, secret: str) -> Response:
        grant = find_grant(secret)
        is_page = _is_page(request)
        if not cookie.has_opened(request, grant=grant):
            if is_page:
                return Door(grant)
            raise NotOpened
        note_opening(grant, kind="page" if is_page else "json")
        from glowcycle.sharing.opening import read_share  # it loads what sections need

        report_path = reverse("shared-report", args=[secret])
        return Response(read_share(grant, today=today(), report_path=report_path))

    def open(self, request: Request, secret: str) -> Response:
        grant = find_grant(secret)
        form = cast("dict[str, str]", request.data)
        if not check_passphrase(grant, form.get("passphrase", "")):
            if _is_page(request):
                return Door(grant, is_wrong=True)
            raise WrongPassphrase
        path = reverse("shared", args=[secret])
        response = Response(None, status=303, headers={"Location": path})
        cookie.give(response, grant=grant, path=path)
        return response


class SharedReportViewSet(OpenedByLink):
    """The report of a share as PDF."""

    def retrieve(self, request: Request, secret: str) -> HttpResponse:
        grant = find_grant(secret)
        if not cookie.has_opened(request, grant=grant):
            if _is_page(request):
                return Response(
                    None, status=303, headers={"Location": reverse("shared", args=[secret])}
                )
            raise NotOpened
        day = today()
        if "report" not in grant.scope or not grant.has_begun(today=day):
            raise closed()
        note_opening(grant, kind="report")
        from glowcycle.sharing.report import draw_report  # it loads the library for PDF

        return File(
            draw_report(grant, today=day),
            view=self,
            content_type="application/pdf",
            headers={"Content-Disposition": 'inline; filename="report.pdf"'},
        )


def _is_page(request: Request) -> bool:
    return isinstance(request.accepted_renderer, SharedPage)
