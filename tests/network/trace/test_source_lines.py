"""Lines of source are counted as Python counts them."""

import ast
import io
import tokenize

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace, source_lines
from scenes.film.storyboard import film_steps
from scenes.reading.listing import listed
from scenes.reading.symbols import symbols_of

# What str.splitlines takes for the end of a line, and Python does not.
NO_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@pytest.mark.parametrize("letter", NO_ENDS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_the_tokenizer(letter, end):
    text = f"a = '{letter}'{end}b = 2  # {letter}{end}{end}c = 3"
    last = ast.parse(text).body[-1]
    assert source_lines(text)[last.lineno - 1] == "c = 3"
    assert len(source_lines(text)) == 4


def test_a_form_feed_alone_on_a_line():
    text = "def f():\n\f\n    return 1\n"
    rows = [
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.string == "return"
    ]
    assert [source_lines(text)[row - 1] for row in rows] == ["    return 1"]


SOURCE = """import numpy as np
\f
def layer(W, x, b):
    z = W @ x + b  # (N, 1) {letter}

    return np.maximum(0, z)
"""


@pytest.mark.parametrize("letter", NO_ENDS)
def test_the_line_that_is_lit_is_the_line_that_runs(letter, tmp_path, monkeypatch):
    name = f"fed_{ord(letter)}"
    text = SOURCE.replace("{letter}", letter)
    (tmp_path / f"{name}.py").write_text(text, encoding="utf-8", newline="")
    monkeypatch.syspath_prepend(tmp_path)
    layer = __import__(name).layer
    arrays = np.eye(3), np.ones((3, 1)), np.zeros((3, 1))
    record(layer, *arrays, path=tmp_path / "fed.trace")
    trace = Trace.load(tmp_path / "fed.trace")

    lit = [
        dict(listed(trace, "layer", one.span)[2])[one.span.line] for one in trace.steps
    ]
    assert [line.split("#")[0].strip() for line in lit] == [
        "z = W @ x + b",
        "return np.maximum(0, z)",
    ]
    assert [(one.name, one.count) for one in symbols_of(trace)] == [("N", 3)]
    for step in film_steps(trace):
        for act in step.acts:
            if act.mark is None:
                continue
            marked = source_lines(text)[act.mark.line - 1]
            assert "@" in marked or "maximum" in marked
