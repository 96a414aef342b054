"""Pointing at a cell gives its value in all its digits, of every type."""

import base64

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.publish.cells import cells_of
from tests.browser import served, visits
from tests.frames import drawn_at
from tests.numbered import write_site

RATE = 10
BEYOND = 2**53 + 1  # the first whole number that no float64 is

pytestmark = pytest.mark.slow


def kept(x):
    """Each value as it is."""
    y = x | x if x.dtype.kind in "biu" else x * 1
    return y


def column(dtype, *cells):
    return np.array(cells, dtype).reshape(-1, 2)


def whole(dtype):
    limits = np.iinfo(dtype)
    return column(dtype, limits.min, limits.max, 0, 1)


TENTH = np.longdouble(1) / 10
# The cells, and what Python writes of each.
CASES = {
    "int64": (
        column("i8", BEYOND, -BEYOND, 2**63 - 1, -(2**63), 0, 1),
        [
            "9007199254740993",
            "-9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
            "0",
            "1",
        ],
    ),
    "uint64": (
        column("u8", BEYOND, 2**64 - 1, 2**63, 0),
        ["9007199254740993", "18446744073709551615", "9223372036854775808", "0"],
    ),
    "big_endian": (column(">i8", BEYOND, -1), ["9007199254740993", "-1"]),
    "older": (column("i8", 7, -1), ["7", "-1"]),
    "int32": (whole("i4"), ["-2147483648", "2147483647", "0", "1"]),
    "uint32": (whole("u4"), ["0", "4294967295", "0", "1"]),
    "int8": (whole("i1"), ["-128", "127", "0", "1"]),
    "bool": (column("?", True, False), ["True", "False"]),
    "float64": (
        column("f8", 0.1 + 0.2, -0.0, 1e-300, 2.0**53),
        ["0.30000000000000004", "-0.0", "1e-300", "9007199254740992.0"],
    ),
    "float32": (
        column("f4", 0.1, 1 / 3, 16777216, 1e-30),
        ["0.1", "0.33333334", "16777216.0", "1e-30"],
    ),
    "float16": (
        column("f2", 0.1, 1 / 3, 2048, 6e-8),
        ["0.1", "0.3333", "2048.0", "6e-08"],
    ),
    "longdouble": (
        column(np.longdouble, TENTH, 1 + TENTH**18, 2.5, -0.0),
        [str(TENTH), str(1 + TENTH**18), "2.5", "-0.0"],
    ),
}


def as_once(array):
    """An array as it was sent before `sent` was: a film that is not
    published anew stands beside the pages of later ones."""
    assert array["sent"] == "i8"
    cells = np.frombuffer(base64.b64decode(array["data"]), "<i8")
    return {
        "shape": array["shape"],
        "kind": array["kind"],
        "data": base64.b64encode(cells.astype("<f8")).decode(),
    }


@pytest.fixture(scope="module")
def films():
    return {
        name: Film(record(kept, array), speed=0.5) for name, (array, _) in CASES.items()
    }


@pytest.fixture(scope="module")
def roots(browser, films, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exact")
    cells = {name: cells_of(film, rate=RATE) for name, film in films.items()}
    cells["older"]["arrays"] = list(map(as_once, cells["older"]["arrays"]))
    write_site(folder, films, cells, (RATE,))
    with served(folder) as address:
        yield {"exact": address}


@pytest.fixture
def visit(browser, roots):
    with visits(browser, roots) as begin:
        yield begin


@pytest.mark.parametrize("case", CASES)
def test_every_digit_is_told(visit, films, case):
    array, texts = CASES[case]
    film = films[case]
    shot = film.shots[-1]
    frame = round((shot.start + shot.seconds) * RATE) - 1
    shown = next(
        record
        for record in drawn_at(film, shot, frame / RATE - shot.start).records
        if getattr(record, "name", "") == "y"
    )
    one = visit(width=1920, height=1080)
    one.open(f"{case}.html#{case}@frame={frame}")
    for cell, text in zip(np.ndindex(array.shape), texts, strict=True):
        one.point_at(*shown.centers()[cell])
        assert one.reading()[0] == f"y[{cell[0]}, {cell[1]}] = {text}"


@pytest.mark.parametrize(
    "shape, grid, cell, flats",
    [
        ([6, 8], (2, 3, 0, 24, 3, 3, 3), (1, 2), [30, 31, 38, 39, 46, 47]),
        ([784, 1], (14, 14, 0, 56, 2, 2, 2), (1, 3), [62, 63, 90, 91]),
        ([784, 1], (1, 14, 28, 0, 2, 1, 2), (0, 3), [34, 35]),
        ([784, 1], (392, 1, 0, 2, 0, 2, 1), (3, 0), [6, 7]),
        ([2, 784], (10, 10, 784, 84, 3, 3, 3), (0, 9), [811, 839, 867]),
    ],
)
def test_a_block_is_of_its_own_cells(visit, shape, grid, cell, flats):
    one = visit().open("float64.html#float64@frame=0")
    assert (
        one.page.evaluate(
            "([shape, grid, cell]) => new Grid(0, shape, grid, "
            "[-1, 0, 0, 100, 0, 0, 100]).flats(...cell)",
            [shape, [0, *grid, "x", -1], cell],
        )
        == flats
    )
