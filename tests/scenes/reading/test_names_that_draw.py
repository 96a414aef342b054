"""Names that stand for NumPy's functions that draw at random."""

import pytest

from scenes.reading.names_that_draw import names_that_draw

DRAWS = "draw = np.random.default_rng(0).normal\n"


@pytest.mark.parametrize(
    "source, names",
    [
        (DRAWS, {"draw"}),
        ("self.draw = rng.permutation\n", {"self.draw"}),
        ("a = np.random.randn\nb = np.random.uniform\n", {"a", "b"}),
        (f"{DRAWS}draw = 3\n", set()),  # it stands for something else, too
        ("draw = np.linalg.norm\n", set()),
        ("draw = rng.normal(size=3)\n", set()),  # numbers, no function
        (f"{DRAWS}(", set()),  # no Python
        (DRAWS.ljust(2_000_000), {"draw"}),
        (DRAWS.ljust(2_000_000 + 1), set()),
    ],
)
def test_names_that_draw(source, names):
    assert names_that_draw(source) == names
