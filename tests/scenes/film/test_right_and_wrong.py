"""Films of other networks that train: which line is lit in each of their steps."""

import ast

import pytest

from scenes.film.look_again import look_again_steps
from scenes.film.right_and_wrong import right_and_wrong_steps
from scenes.film.rounds_of_training import rounds_steps
from tests.training_networks import trained


def lit(trace, steps_of):
    """[(slug, what is lit of the code)]; "" where no line computes what is told."""
    found = []
    for one in steps_of(trace):
        span = one.statement
        lines = trace.sources[span.file].splitlines() if span else []
        text = " ".join(lines[span.line - 1 : span.end_line]) if span else ""
        found.append((one.slug, text.strip()))
    return found


OUTPUTS = 'powers = np.exp(h @ p["second"])'
HIDDEN = 'h = np.maximum(0, x @ p["first"] + p["add"])'


@pytest.mark.parametrize(
    "kind, steps_of, begins",
    [
        (
            "adam",
            right_and_wrong_steps,
            {
                "two-examples": "",
                "layer-1": HIDDEN,
                "outputs": OUTPUTS,
                "where-they-part": OUTPUTS,
                "into-the-neuron": HIDDEN,
                "once-more": "",
            },
        ),
        ("adam", rounds_steps, {"before-the-first-round": "", "trained": ""}),
        ("momentum", look_again_steps, {"x": "", "wanted": "", "before-and-after": ""}),
    ],
)
def test_a_line_is_lit_where_one_computes_it(kind, steps_of, begins):
    found = dict(lit(trained(kind)[0], steps_of))
    assert {slug: found[slug] for slug in begins} == begins
    for slug, text in found.items():
        if slug not in begins:
            ast.parse(text)  # whole statements
            assert text
