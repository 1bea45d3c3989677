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

Array = NDArray[np.float32]

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
    name = layer["layer"]
    inputs = [number for number in layer["inputs"] if number not in weights]
    constants = [weights[number] for number in layer["inputs"] if number in weights]
    return _LAYERS[name](layer, *constants), inputs, layer["output"]


def _convolve(layer: Mapping[str, Any], kernel: Array, bias: Array) -> Callable[[Array], Array]:
    channels, height, width, _ = kernel.shape
    matrix = np.ascontiguousarray(kernel.reshape(channels, -1).T, dtype=np.float32)
    added, stride = bias.astype(np.float32), layer["stride"]

    def calculate(image: Array) -> Array:
        if height == width == stride == 1:
            result: Array = image @ matrix
        else:
            parts = _shifted(image, (height, width), stride, same=layer["same"])
            result = np.concatenate(parts, axis=-1) @ matrix
        result += added
        return result

    return calculate


def _convolve_depthwise(
    layer: Mapping[str, Any], kernel: Array, bias: Array
) -> Callable[[Array], Array]:
    _, height, width, channels = kernel.shape
    factors = kernel.reshape(-1, channels).astype(np.float32)
    added = bias.astype(np.float32)

    def calculate(image: Array) -> Array:
        parts = _shifted(image, (height, width), layer["stride"], same=layer["same"])
        result: Array = parts[0] * factors[0]
        product = np.empty_like(result)
        for part, factor in zip(parts[1:], factors[1:], strict=True):
            np.multiply(part, factor, out=product)
            result += product
        result += added
        return result

    return calculate


def _max_pool(layer: Mapping[str, Any]) -> Callable[[Array], Array]:
    stride = layer["stride"]

    def calculate(image: Array) -> Array:
        height, width, channels = image.shape
        tiles = image.reshape(height // stride, stride, width // stride, stride, channels)
        result: Array = tiles.max(axis=(1, 3))
        return result

    return calculate


def _shifted(image: Array, size: tuple[int, int], stride: int, *, same: bool) -> list[Array]:
    """Return the image as each place of a kernel of that size sees it, row by row.

    With `same` it is padded, so that the result has its size divided by the stride.
    """
    if same:
        widths = [
            _padding(length, kernel, stride)
            for length, kernel in zip(image.shape[:2], size, strict=True)
        ]
        image = np.pad(image, [*widths, (0, 0)])
    rows, columns = (
        (length - kernel) // stride + 1
        for length, kernel in zip(image.shape[:2], size, strict=True)
    )
    return [
        image[y : y + stride * rows : stride, x : x + stride * columns : stride]
        for y in range(size[0])
        for x in range(size[1])
    ]


def _padding(length: int, kernel: int, stride: int) -> tuple[int, int]:
    """Return how many pixels TensorFlow adds before and after a side of that length."""
    total = max(0, (-(-length // stride) - 1) * stride + kernel - length)
    return total // 2, total - total // 2


def _relu(_: Mapping[str, Any]) -> Callable[[Array], Array]:
    return lambda image: np.maximum(image, 0)


def _prelu(_: Mapping[str, Any], slope: Array) -> Callable[[Array], Array]:
    falling = slope.reshape(-1).astype(np.float32)
    return lambda image: np.maximum(image, 0) + falling * np.minimum(image, 0)


def _add(_: Mapping[str, Any]) -> Callable[[Array, Array], Array]:
    return lambda image, other: image + other


def _pad(_: Mapping[str, Any], widths: NDArray[np.int32]) -> Callable[[Array], Array]:
    return lambda image: np.pad(image, widths[1:])


def _reshape(layer: Mapping[str, Any]) -> Callable[[Array], Array]:
    return lambda image: image.reshape(layer["shape"][1:])


def _concatenate(_: Mapping[str, Any]) -> Callable[..., Array]:
    return lambda *parts: np.concatenate(parts)


_LAYERS: Final[Mapping[str, Callable[..., Callable[..., Array]]]] = {
    "add": _add,
    "concatenate": _concatenate,
    "convolve": _convolve,
    "convolve_depthwise": _convolve_depthwise,
    "max_pool": _max_pool,
    "pad": _pad,
    "prelu": _prelu,
    "relu": _relu,
    "reshape": _reshape,
}
