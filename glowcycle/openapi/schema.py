"""The schema generator: drf-spectacular's, and the parts that every address of this API has."""

from http import HTTPStatus
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry
from drf_spectacular.utils import Direction

from glowcycle.api.fields import PageSizeField
from glowcycle.api.negotiation import Negotiation
from glowcycle.api.permissions import NotErased, NotRestricted, is_open
from glowcycle.api.serializers import InputSerializer
from glowcycle.openapi import enums, problems
from glowcycle.openapi.fields import ignored, or_null, own_id, plain_reference
from glowcycle.openapi.headers import HEADERS, header
from glowcycle.openapi.parameters import EXAMPLES


class Schema(AutoSchema):
    """Adds the errors that every such address gives, and refuses unknown fields in bodies.

    Each app's `openapi` module adds the errors of its own addresses, as `{status: None}`.
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
        if "security" not in operation:
            operation["security"] = []  # without it, an address has the document's own
        for parameter in operation.get("parameters", ()):
            name = parameter["name"]
            example = EXAMPLES.get(f"{method} {name}", EXAMPLES.get(name))
            if example is not None:
                parameter.setdefault("example", example)
        responses = operation["responses"]
        for status in self._error_statuses(operation):
            responses[str(status)] = problems.reference(status)
        for status, response in responses.items():
            if "$ref" not in response:
                _complete(int(status), response)
        operation["responses"] = dict(sorted(responses.items()))
        return operation

    def _error_statuses(self, operation: dict[str, Any]) -> set[int]:
        statuses = {int(status) for status in operation["responses"]}
        statuses = {status for status in statuses if status >= HTTPStatus.BAD_REQUEST}
        statuses |= {400, 429, 500, 504}
        if self.view.content_negotiation_class is Negotiation:
            statuses |= {404, 406}  # for `format`, for Accept
        if operation.get("security"):
            statuses |= {401, 403, 503}  # 403 for a scope, at each of them
            if NotErased in self.view.permission_classes:
                statuses.add(410)
            if NotRestricted in self.view.permission_classes and not is_open(self.view):
                statuses.add(403)
        if "requestBody" in operation:
            statuses |= {413, 415}
        return statuses

    def _is_list_view(self, serializer: Any = None) -> bool:  # noqa: ARG002  drf-spectacular's signature
        return False  # the apps describe a list as a page

    def get_serializer_name(self, serializer: Any, direction: Direction) -> str:
        name = super().get_serializer_name(serializer, direction)
        return name.removesuffix("Serializer").removesuffix(
            "Request"
        )  # the split of requests adds it

    def _get_format_parameters(self) -> list[dict[str, Any]]:
        description = "The form of the answer; `Accept` chooses it as well."
        parameters = super()._get_format_parameters()
        for parameter in parameters:
            parameter["description"] = description
            parameter["schema"] = enums.as_component(parameter["schema"], self, "request")
        return parameters

    def _get_serializer_field_meta(self, field: Any, direction: Direction) -> dict[str, Any]:
        if isinstance(field, PageSizeField):
            return {}  # its limits are those of the text in the query
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
        schema.pop("x-spec-enum-id", None)  # a mark for a hook that we do not use
        return enums.as_component(schema, self, direction) if "enum" in schema else schema

    def _map_basic_serializer(self, serializer: Any, direction: Direction) -> dict[str, Any]:
        schema: dict[str, Any] = super()._map_basic_serializer(  # type: ignore[no-untyped-call]  # untyped
            serializer, direction
        )
        properties = schema["properties"]
        properties |= {name: plain_reference(part) for name, part in properties.items()}
        if direction == "response":
            lacking = getattr(serializer, "may_lack", ())
            # An answer has every field, but for those that it names.
            schema["required"] = [name for name in properties if name not in lacking]
            for field_schema in properties.values():
                field_schema.pop("default", None)
                field_schema.pop("readOnly", None)
            return schema
        if isinstance(serializer, InputSerializer):
            schema["additionalProperties"] = False
            for name, field in serializer.fields.items():
                if field.read_only:
                    answered = self._map_serializer_field(field, "response")
                    properties[name] = (
                        own_id(nullable=serializer.takes_null)
                        if name == "userId"
                        else ignored(answered or {})
                    )
            properties |= {name: or_null(properties[name]) for name in serializer.null_names}
        return schema


def _complete(status: int, response: dict[str, Any]) -> None:
    """Give the answer a description and the headers of every answer."""
    response["description"] = response["description"] or HTTPStatus(status).phrase
    headers = response.setdefault("headers", {})
    headers["X-Request-Id"] = HEADERS["X-Request-Id"]
    for name, described in headers.items():
        if HEADERS.get(name) == described:
            headers[name] = header(name)
