"""Arrays and data frames as bytes, where numpy and pandas are in use; never as pickles.

Tags: `n` numpy array or scalar, `S` pandas series, `D` pandas data frame.
"""

from __future__ import annotations

import base64
import importlib
import sys
from typing import Any

from coursewright_runtime.grading.inside.wire import BrokenLink, Export, Resolve, decode, encode

_KINDS = frozenset("biufcSUmM")  # no Python objects
TAGS = frozenset("nSD")


def encode_array(value: Any, export: Export) -> Any | None:
    """Return an array, series or frame as JSON data, or None when the value is none of them."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)):
        return _encode_numpy(numpy, value)
    if pandas is not None and type(value) is pandas.Series:
        return {"S": [encode(value.name, export), _columns(value), _columns(value.index)]}
    if pandas is not None and type(value) is pandas.DataFrame:
        columns = [_columns(value.iloc[:, number]) for number in range(value.shape[1])]
        return {"D": [_columns(value.columns), columns, _columns(value.index)]}
    return None


def _encode_numpy(numpy: Any, value: Any) -> Any | None:
    plain = numpy.asarray(value)
    if plain.dtype.kind not in _KINDS:
        return None
    scalar = isinstance(value, numpy.generic)
    shape = None if scalar else list(plain.shape)
    return {"n": [plain.dtype.str, shape, base64.b64encode(plain.tobytes()).decode()]}


def _columns(values: Any) -> Any:
    def text(item: Any) -> Any:
        return str(item)

    array = values.to_numpy()
    encoded = _encode_numpy(sys.modules["numpy"], array)
    return encoded if encoded is not None else encode(array.tolist(), text)


def decode_array(tag: str, payload: Any, resolve: Resolve) -> Any:
    """Return the array, series or frame; raises BrokenLink for other data."""
    try:
        if tag == "n":
            return _decode_numpy(payload)
        pandas = importlib.import_module("pandas")
        if tag == "S":
            name, values, index = (decode(part, resolve) for part in payload)
            return pandas.Series(values, index=index, name=name)
        names, index = decode(payload[0], resolve), decode(payload[2], resolve)
        frame = {place: decode(part, resolve) for place, part in enumerate(payload[1])}
        made = pandas.DataFrame(frame, index=index)
        made.columns = names
        return made
    except BrokenLink:
        raise
    except Exception as error:
        raise BrokenLink("an array cannot be read") from error


def _decode_numpy(payload: Any) -> Any:
    numpy = importlib.import_module("numpy")
    kind, shape, data = payload
    dtype = numpy.dtype(str(kind))
    if dtype.kind not in _KINDS:
        raise BrokenLink("an array holds objects")
    values = numpy.frombuffer(bytearray(base64.b64decode(data, validate=True)), dtype=dtype)
    return values[0] if shape is None else values.reshape([int(length) for length in shape])
