"""The addresses of the resources of a document, by which they refer to each other."""

import json
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid5

from glowcycle.report.fhir.elements import Element

_NAMESPACE: Final = UUID("e4fb3979-edbd-49ac-9b84-2b917ad8a6dd")


class Addresses:
    """A urn:uuid for each resource by its name, from all that the document says.

    Nothing of an account is in them: the same content, made at the same second, has the same ones.
    """

    def __init__(self, content: object) -> None:
        text = json.dumps(content, sort_keys=True, ensure_ascii=True)
        self._digest = sha256(text.encode()).hexdigest()

    def id(self, name: str) -> str:
        """Return the id of that resource, a UUID."""
        return str(uuid5(_NAMESPACE, f"{self._digest} {name}"))

    def urn(self, name: str) -> str:
        """Return the full URL of that resource."""
        return f"urn:uuid:{self.id(name)}"

    def reference(self, name: str) -> Element:
        """Return a Reference to that resource."""
        return {"reference": self.urn(name)}
