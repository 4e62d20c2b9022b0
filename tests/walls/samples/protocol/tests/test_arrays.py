"""Arrays cross the link as bytes, with their types, and come back changed."""

import numpy as np
import pytest
import table


@pytest.mark.parametrize(
    "kind", ["bool", "int8", "uint64", "float32", "complex128", "U3", "S2", "datetime64[D]", ">i4"]
)
def test_kinds(kind):
    given = np.array(["0", "1", "1"], dtype="U1").astype("int64").astype(kind)
    back = table.same(given)
    assert type(back) is np.ndarray
    assert back.dtype == given.dtype
    np.testing.assert_array_equal(back, given)


def test_shapes():
    for shape in ((), (0,), (2, 0), (2, 3, 4)):
        given = np.arange(np.prod(shape, dtype=int), dtype="f8").reshape(shape)
        assert table.same(given).shape == shape
    transposed = np.arange(6).reshape(2, 3).T
    np.testing.assert_array_equal(table.same(transposed), transposed)


def test_numbers_and_what_holds_them():
    assert type(table.mean(np.array([1.0, 2.0]))) is np.float64
    assert table.mean(np.array([1.0, 2.0])) == 1.5
    np.testing.assert_array_equal(table.pair()["b"][0], [3, 4])


def test_arrays_change_in_place():
    given = np.zeros(3)
    table.fill(given, 7)
    np.testing.assert_array_equal(given, [7, 7, 7])


def test_an_array_of_objects_stays_where_it_is():
    back = table.objects()
    assert not isinstance(back, np.ndarray)
    assert len(back) == 2
    assert table.describe(back) == "object"


def test_a_subclass_cannot_judge():
    with pytest.raises(AssertionError):
        np.testing.assert_array_equal(table.equals_everything(), [1, 2, 3])
