"""What the readings find that test_what_is_found leaves out: of gradients, trainings,
what is written and what leads where.

    pytest tests/scenes/reading/test_what_is_found_besides.py --regenerate-golden

writes the findings anew; read what git says has changed before it is committed.
"""

from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.divergences import divergences
from scenes.reading.gradients_through import gradients_through
from scenes.reading.length_limits import length_limits
from scenes.reading.normal_divergences import normal_divergences
from scenes.reading.normalised_gradients import normalised_gradients
from scenes.reading.opened_gates import opened_gates
from scenes.reading.parameter_chains import parameter_chains
from scenes.reading.training_rounds import training_rounds
from scenes.reading.whereabouts import whereabouts
from scenes.reading.written_cells import one_hots
from tests import normalised_gradients as ways_back
from tests import told_calls
from tests.conftest import GOLDEN_FLAG
from tests.scenes.reading.test_what_is_found import found_in
from tests.training_networks import KINDS, trained

FOUND = Path(__file__).parent / "found_besides"
READINGS = (
    divergences,
    gradients_through,
    length_limits,
    normal_divergences,
    normalised_gradients,
    one_hots,
    opened_gates,
    parameter_chains,
)
LEARNS = ("trained_", "descent", "adam", "with_momentum", "by_a_memory")


def through_both(x, d, gain, shift):
    """Back through a softmax and through a norm."""
    dx = ways_back.three_terms(x, d, gain, shift)
    powers = np.exp(x - x.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    dz = shares * (dx - (dx * shares).sum(axis=1, keepdims=True))
    return dz


def by_a_memory_and_plainly(w, v, b, x, y):
    """A step with momentum, and then one without."""
    error = x @ w + b - y
    gradient = x.T @ error
    v = 0.9 * v + gradient
    w = w - 0.1 * v
    b = b - 0.1 * error.sum(axis=0)
    return w, v, b


def calls():
    numbers = np.random.default_rng(5).normal(size=(4, 3)).round(2)
    learned = numbers[:3, :2], np.zeros((3, 2)), np.zeros(2), numbers, numbers[:, :2]
    return {
        **told_calls.calls(),
        **{f"back_{one.__name__}": (one, ways_back.GIVEN) for one in ways_back.FOUND},
        "back_through_both": (through_both, ways_back.GIVEN),
        "by_a_memory_and_plainly": (by_a_memory_and_plainly, learned),
    }


def traces():
    """Name -> function of nothing that records a trace."""
    of_calls = {
        name: lambda call=call, given=given: record(call, *given)
        for name, (call, given) in calls().items()
    }
    return {
        **of_calls,
        **{f"trained_{one}": lambda one=one: trained(one)[0] for one in KINDS},
    }


@pytest.mark.broad
@pytest.mark.parametrize("name", traces())
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_is_found_besides(name, request):
    of_learning = (training_rounds, whereabouts) if name.startswith(LEARNS) else ()
    text = found_in(traces()[name](), (*READINGS, *of_learning))
    path = FOUND / f"{name}.txt"
    if request.config.getoption(GOLDEN_FLAG):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if not text.strip():
            path.unlink()
    kept = path.read_text(encoding="utf-8") if path.exists() else "\n"
    assert text == kept


def test_no_finding_is_kept_of_what_is_not_read():
    assert {path.stem for path in FOUND.glob("*.txt")} <= set(traces())
