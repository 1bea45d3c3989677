"""The layers of a network, calculated with NumPy as TensorFlow Lite does.

Each function here takes the options and the constants of a layer, and returns the function that
calculates it. An image is float32, (height, width, channels).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

BAND: Final = 16  # rows


def _convolve(layer: Mapping[str, Any], kernel: Array, bias: Array) -> Callable[[Array], Array]:
    channels, height, width, _ = kernel.shape
    matrix = np.ascontiguousarray(kernel.reshape(channels, -1).T, dtype=np.float32)
    added, stride = bias.astype(np.float32), layer["stride"]

    def calculate(image: Array) -> Array:
        if not height == width == stride == 1:
            parts = _shifted(image, (height, width), stride, same=layer["same"])
            image = np.concatenate(parts, axis=-1)
        result: Array = image @ matrix
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
        rows, columns, _ = parts[0].shape
        # NumPy is fast on long rows that stay in the processor's cache, and a pixel has only a few
        # channels: so a few rows of pixels are multiplied with a row of factors.
        long = [_long_rows(part) for part in parts]
        row_factors, row_added = np.tile(factors, columns), np.tile(added, columns)
        result = np.empty((rows, columns * channels), np.float32)
        product = np.empty_like(result[:BAND])
        for top in range(0, rows, BAND):
            band = result[top : top + BAND]
            band[:] = row_added
            for part, factor in zip(long, row_factors, strict=True):
                band += np.multiply(part[top : top + BAND], factor, out=product[: len(band)])
        return result.reshape(rows, columns, channels)

    return calculate


def _long_rows(part: Array) -> Array:
    """Return the image with a row of numbers for each row of pixels: a view where these adjoin."""
    rows, columns, channels = part.shape
    if part.strides[1] != channels * part.itemsize:
        return part.reshape(rows, -1)
    strides = part.strides[0], part.itemsize
    return np.lib.stride_tricks.as_strided(part, (rows, columns * channels), strides)


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
        down, across = (
            _padding(length, kernel, stride)
            for length, kernel in zip(image.shape[:2], size, strict=True)
        )
        image = _padded(image, (down, across, (0, 0)))
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


def _padded(image: Array, widths: Sequence[Sequence[int]]) -> Array:
    """Return the image with zeros around it, as np.pad does, which takes longer."""
    sides = zip(image.shape, widths, strict=True)
    result = np.zeros([length + before + after for length, (before, after) in sides], np.float32)
    inside = zip(image.shape, widths, strict=True)
    result[tuple(slice(before, before + length) for length, (before, _) in inside)] = image
    return result


def _relu(_: Mapping[str, Any]) -> Callable[[Array], Array]:
    return lambda image: np.maximum(image, 0)


def _prelu(_: Mapping[str, Any], slope: Array) -> Callable[[Array], Array]:
    falling = slope.reshape(-1).astype(np.float32)
    return lambda image: np.maximum(image, 0) + falling * np.minimum(image, 0)


def _add(_: Mapping[str, Any]) -> Callable[[Array, Array], Array]:
    return lambda image, other: image + other


def _pad(_: Mapping[str, Any], widths: NDArray[np.int32]) -> Callable[[Array], Array]:
    return lambda image: _padded(image, widths[1:].tolist())


def _reshape(layer: Mapping[str, Any]) -> Callable[[Array], Array]:
    # As many rows as there are: a network without a dense layer takes images of each size.
    return lambda image: image.reshape(-1, layer["shape"][-1])


def _concatenate(_: Mapping[str, Any]) -> Callable[..., Array]:
    return lambda *parts: np.concatenate(parts)


LAYERS: Final[Mapping[str, Callable[..., Callable[..., Array]]]] = {
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
"""By the name of a layer, what makes its function of its options and its constants."""
