"""The answer to OPTIONS."""

from typing import Any

from rest_framework.metadata import SimpleMetadata
from rest_framework.request import Request


class Metadata(SimpleMetadata):
    """REST framework's metadata, with all forms of answer that `Accept` may choose here.

    The description is the docstring of the view's class, so this speaks to readers of the API.
    """

    def determine_metadata(self, request: Request, view: Any) -> dict[str, Any]:
        """Return the name, the description and the media types of the address."""
        # Which renderers a viewset has depends on its action, and that of OPTIONS is "metadata".
        action = getattr(view, "action", None)
        view.action = getattr(view, "action_map", {}).get("get", "metadata")
        renders = [renderer.media_type for renderer in view.get_renderers()]
        view.action = action
        return {**super().determine_metadata(request, view), "renders": renders}
