"""The operation of one line of code, for what is said of it."""

import runpy

import numpy as np
import pytest

from network.recorder import record
from scenes.words.deeds import deed
from scenes.words.naming import language
from scenes.words.one_cell import example
from scenes.words.operations import doing
from tests.conftest import GOLDEN_FLAG

V, X, Q = (
    np.array([1.0, 2.0, 4.0]),
    np.arange(1.0, 10).reshape(3, 3),
    np.ones((2, 3, 4)),
)
M, PLACES = X > 4, np.array([0, 2])


@pytest.fixture
def operation_of(tmp_path):
    """A function: the last operation of a line of code of these arrays."""

    def recorded(text):
        path = tmp_path / "line.py"
        path.write_text(
            "import numpy as np\n\n"
            "def line(V, X, Q, M, PLACES):\n"
            f"    {text if ' = ' in text else 'made = ' + text}\n"
            "    return V\n"
        )
        line = runpy.run_path(str(path))["line"]
        arrays = (one.copy() for one in (V, X, Q, M, PLACES))
        steps = record(line, *arrays).steps
        return [one for step in steps for one in step.operations][-1]

    return recorded


@pytest.fixture
def as_kept(operation_of, request):
    """A function (lines of code, path, whether one cell is told of, too) that asserts
    that their titles and sentences, in both languages, are those kept there;
    --regenerate-golden writes them anew, to be read."""

    def asserted(lines, path, of_a_cell=False):
        told = []
        for text in lines:
            operation = operation_of(text)
            told.append(text)
            for spoken in ("en", "zh"):
                with language(spoken):
                    told.append(f"    {doing(operation)}: {deed(operation)}")
                    if of_a_cell and example(operation):
                        told.append(f"        {example(operation)}")
        whole = "\n".join(told) + "\n"
        if request.config.getoption(GOLDEN_FLAG):
            path.write_text(whole, encoding="utf-8")
        assert whole == path.read_text(encoding="utf-8")

    return asserted
