"""What drf-spectacular is to know of every address beyond what it finds out by itself."""

from http import HTTPStatus
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry
from drf_spectacular.utils import Direction
from rest_framework.negotiation import DefaultContentNegotiation

from glowcycle.api.fields import PageSizeField
from glowcycle.api.permissions import NotErased
from glowcycle.api.serializers import InputSerializer
from glowcycle.openapi import problems
from glowcycle.openapi.fields import passed_over


class Schema(AutoSchema):
    """Adds the errors that an address gives by its nature, and the strictness of its bodies.

    What an address alone gives stands in its app's `openapi` module, an error as `{status: None}`.
    """

    def get_operation(
        self,
        path: str,
        path_regex: str,
        path_prefix: str,
        method: str,
        registry: ComponentRegistry,
    ) -> dict[str, Any] | None:
        operation = super().get_operation(path, path_regex, path_prefix, method, registry)
        if operation is None:
            return None
        responses = operation["responses"]
        for status in self._refusals(operation):
            responses[str(status)] = problems.reference(status)
        for status, response in responses.items():
            if "$ref" not in response:
                response["description"] = response["description"] or HTTPStatus(int(status)).phrase
                headers = response.setdefault("headers", {})
                headers["X-Request-Id"] = problems.header("X-Request-Id")
        operation["responses"] = dict(sorted(responses.items()))
        return operation

    def _refusals(self, operation: dict[str, Any]) -> set[int]:
        found = {int(status) for status in operation["responses"]}
        found = {status for status in found if status >= HTTPStatus.BAD_REQUEST}
        found |= {400, 500}
        if self.view.content_negotiation_class is DefaultContentNegotiation:
            found |= {404, 406}  # by `format`, by Accept
        if operation.get("security"):
            found |= {401, 503}
            if NotErased in self.view.permission_classes:
                found.add(410)
        if "requestBody" in operation:
            found |= {413, 415}
        return found

    def _is_list_view(self, serializer: Any = None) -> bool:  # noqa: ARG002  drf-spectacular's signature
        return False  # a list is a page here, and its shape is given as one

    def get_serializer_name(self, serializer: Any, direction: Direction) -> str:
        name = super().get_serializer_name(serializer, direction)
        return name.removesuffix("Serializer").removesuffix("Request")  # a request adds its own

    def _get_format_parameters(self) -> list[dict[str, Any]]:
        said = {"description": "The form of the answer; `Accept` chooses it as well."}
        return [{**parameter, **said} for parameter in super()._get_format_parameters()]

    def _get_serializer_field_meta(self, field: Any, direction: Direction) -> dict[str, Any]:
        if isinstance(field, PageSizeField):
            return {}  # it is declared as the text that it comes as
        meta: dict[str, Any] = super()._get_serializer_field_meta(  # type: ignore[no-untyped-call]  # untyped
            field, direction
        )
        return meta

    def _map_serializer_field(
        self,
        field: Any,
        direction: Direction,
        bypass_extensions: bool = False,  # drf-spectacular's signature
    ) -> dict[str, Any] | None:
        if direction == "request" and field.read_only:
            return None
        schema: dict[str, Any] = super()._map_serializer_field(  # type: ignore[no-untyped-call]  # untyped
            field, direction, bypass_extensions
        )
        schema.pop("x-spec-enum-id", None)  # a mark for a hook that is not used
        return schema

    def _map_basic_serializer(self, serializer: Any, direction: Direction) -> dict[str, Any]:
        schema: dict[str, Any] = super()._map_basic_serializer(  # type: ignore[no-untyped-call]  # untyped
            serializer, direction
        )
        properties = schema["properties"]
        if direction == "response":
            schema["required"] = list(properties)  # nothing is left out of an answer
            for answered in properties.values():
                answered.pop("default", None)
                answered.pop("readOnly", None)
            return schema
        if isinstance(serializer, InputSerializer):
            schema["additionalProperties"] = False
            kept = [name for name, field in serializer.fields.items() if field.read_only]
            properties |= passed_over(kept)
        return schema
