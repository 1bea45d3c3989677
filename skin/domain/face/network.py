"""The networks that find a face, calculated with NumPy.

`make models` makes the files; MODELS/NOTICE.txt says where they come from.
"""

import json
import logging
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from glowcycle.errors import Unavailable
from glowcycle.sentences import sentence
from skin.domain.face.layers import LAYERS, Array

MODELS: Final = Path(__file__).with_name("models")
HASHES: Final = {
    "detector": "6761b1e59284be5f2c9b5cdfcee288e1ec7f371da51d212383a8a24f5fcf510b",
    "mesh": "cc15abc967db842d563b0c121068cc3816030a195b26fd5b49624b103d0a7ae3",
}
"""SHA-256 of each file."""

logger = logging.getLogger(__name__)


class NetworkDamaged(Unavailable):
    """The file of a network is missing, or not the one that belongs to this version."""

    def __init__(self) -> None:
        super().__init__(sentence("Your photo could not be analysed. Try again later."))


class Network:
    """A network of layers, each of which reads the tensors of earlier ones.

    A tensor is an image of float32, (height, width, channels), or (number, channels).
    """

    def __init__(self, graph: Mapping[str, Any], weights: Mapping[int, NDArray[Any]]) -> None:
        self._input, self._outputs = graph["inputs"][0], graph["outputs"]
        self._layers = [_prepare(layer, weights) for layer in graph["layers"]]

    @staticmethod
    @cache
    def load(name: str) -> "Network":
        """Return the network of that name. Raise NetworkDamaged."""
        try:
            data = (MODELS / f"{name}.npz").read_bytes()
        except OSError as error:
            logger.exception("The network %s is missing: make models", name)
            raise NetworkDamaged from error
        if sha256(data).hexdigest() != HASHES[name]:
            logger.error("The network %s is damaged, or of another version: make models", name)
            raise NetworkDamaged
        with np.load(BytesIO(data)) as arrays:
            graph = json.loads(arrays["graph"].tobytes())
            weights = {int(key): arrays[key] for key in arrays.files if key != "graph"}
        return Network(graph, weights)

    def run(self, image: Array) -> list[Array]:
        """Return the outputs for an image, (height, width, 3), as the network takes it."""
        tensors = {self._input: image}
        for calculate, inputs, output in self._layers:
            tensors[output] = calculate(*(tensors[number] for number in inputs))
        return [tensors[number] for number in self._outputs]


def _prepare(
    layer: Mapping[str, Any], weights: Mapping[int, NDArray[Any]]
) -> tuple[Callable[..., Array], list[int], int]:
    """Return the layer's function of its input tensors, and the numbers of these and its output."""
    inputs = [number for number in layer["inputs"] if number not in weights]
    constants = [weights[number] for number in layer["inputs"] if number in weights]
    return LAYERS[layer["layer"]](layer, *constants), inputs, layer["output"]
