"""Read the networks in TensorFlow Lite's files: the layers and weights that face models have.

A file is a FlatBuffer: tables whose members stand at offsets. The numbers of members and codes are
those of TensorFlow's schema.fbs. It imports only the standard library, so any Python runs it.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

FLOAT16, INT32 = 1, 2
TYPES: Final = {FLOAT16: "<f2", INT32: "<i4"}
SAME, VALID = 0, 1
# Layers by their code, each with the members of its options: strides across and down.
ADD, CONCATENATION, CONV, DEPTHWISE, DEQUANTIZE = 0, 2, 3, 4, 6
LAYERS: Final = {
    ADD: "add",
    CONCATENATION: "concatenate",
    CONV: "convolve",
    DEPTHWISE: "convolve_depthwise",
    17: "max_pool",
    19: "relu",
    22: "reshape",
    34: "pad",
    54: "prelu",
}
STRIDED: Final = ("convolve", "convolve_depthwise", "max_pool")


@dataclass(frozen=True)
class Table:
    """A table of the file: `at` is where it begins."""

    data: bytes
    at: int

    def number(self, member: int, kind: str = "i") -> int:
        """Return a member that is a number of that kind of `struct`; 0 where it is left out."""
        at = self._member(member)
        return int(struct.unpack_from(f"<{kind}", self.data, at)[0]) if at else 0

    def numbers(self, member: int) -> list[int]:
        """Return a member that is a list of whole numbers of 32 bits."""
        at, length = self._vector(member)
        return list(struct.unpack_from(f"<{length}i", self.data, at))

    def content(self, member: int) -> bytes:
        at, length = self._vector(member)
        return self.data[at : at + length]

    def table(self, member: int) -> "Table":
        return Table(self.data, _follow(self.data, self._member(member)))

    def tables(self, member: int) -> "list[Table]":
        at, length = self._vector(member)
        return [Table(self.data, _follow(self.data, at + 4 * place)) for place in range(length)]

    def _member(self, member: int) -> int:
        """Return where the member stands, or 0 where it is left out."""
        layout = self.at - struct.unpack_from("<i", self.data, self.at)[0]
        place = 4 + 2 * member
        if place >= struct.unpack_from("<H", self.data, layout)[0]:
            return 0
        offset = struct.unpack_from("<H", self.data, layout + place)[0]
        return self.at + offset if offset else 0

    def _vector(self, member: int) -> tuple[int, int]:
        """Return where the first element of a list stands, and how many there are."""
        at = self._member(member)
        if not at:
            return 0, 0
        start = _follow(self.data, at)
        return start + 4, struct.unpack_from("<I", self.data, start)[0]


def _follow(data: bytes, at: int) -> int:
    return int(at + struct.unpack_from("<I", data, at)[0])


@dataclass(frozen=True)
class Weights:
    """Constant numbers: little-endian, of that NumPy type and shape."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes


@dataclass(frozen=True)
class Model:
    """A network.

    inputs, outputs  numbers of tensors
    layers           in the order of calculation: name, numbers of input and output tensors, options
    weights          by the number of their tensor
    """

    inputs: list[int]
    outputs: list[int]
    layers: list[dict[str, Any]]
    weights: dict[int, Weights]


def read(data: bytes) -> Model:
    """Return the network in a file. Raise ValueError for a layer or a number of unknown kind."""
    root = Table(data, _follow(data, 0))
    codes = [max(code.number(0, "b"), code.number(3)) for code in root.tables(1)]
    [graph] = root.tables(2)
    tensors, buffers = graph.tables(0), root.tables(4)
    constant = {
        number: content
        for number, tensor in enumerate(tensors)
        if (content := buffers[tensor.number(2, "I")].content(0))
    }
    layers: list[dict[str, Any]] = []
    stored_as: dict[int, int] = {}
    for operator in graph.tables(3):
        code = codes[operator.number(0, "I")]
        inputs, [output] = operator.numbers(1), operator.numbers(2)
        if code == DEQUANTIZE:  # halves as numbers of 32 bits: the interpreter does that itself
            stored_as[output] = inputs[0]
            continue
        if code not in LAYERS:
            raise ValueError(f"a layer with the code {code}")
        inputs = [stored_as.get(number, number) for number in inputs]
        options = dict(_options(LAYERS[code], operator, tensors[output]))
        layers.append({"layer": LAYERS[code], "inputs": inputs, "output": output} | options)
    used = {number for layer in layers for number in layer["inputs"]} & constant.keys()
    weights = {
        number: Weights(
            TYPES[tensors[number].number(1, "b")], tuple(tensors[number].numbers(0)), content
        )
        for number, content in constant.items()
        if number in used
    }
    return Model(graph.numbers(1), graph.numbers(2), layers, weights)


def _options(name: str, operator: Table, output: Table) -> Iterator[tuple[str, Any]]:
    """Yield the options of a layer that differ between layers of its kind."""
    if name in STRIDED:
        options = operator.table(4)
        yield "same", options.number(0, "b") == SAME
        yield "stride", options.number(1)
    if name == "reshape":
        yield "shape", output.numbers(0)
