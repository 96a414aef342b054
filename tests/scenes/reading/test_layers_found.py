"""A forward pass is found by its shapes, or it is said what is missing."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.film_error import FilmError
from scenes.reading.forward_pass import forward_pass

COUNT = 3
INK = np.linspace(0, 1, 784)[:, None]
IN = np.linspace(-1, 1, COUNT * 784).reshape(COUNT, 784) / 100
FIRST = np.array([[0.5], [-0.25], [0.125]])
OUT = np.linspace(-1, 1, 10 * COUNT).reshape(10, COUNT)
SECOND = np.linspace(0, 1, 10)[:, None]
GIVEN = INK, IN, FIRST, OUT, SECOND


def squeeze(z):
    return 1 / (1 + np.exp(-z))


def doubled(z):
    return z * 2


def lowered(z):
    return 1 / (1 + np.exp(-z)) - 0.5


def scaled(z):
    return z / np.exp(z).sum()


def shortened(z):
    return squeeze(z)[1:]


def seen(z):
    np.exp(z)


def plain(ink, into, first, out, second):
    before = into @ ink + first
    middle = squeeze(before)
    last = out @ middle + second
    ends = squeeze(last)
    best = np.argmax(ends)
    return best


def in_other_lines(ink, into, first, out, second):
    """Biases first, other products and calls around, no answer."""
    other = squeeze(first)
    sums = into @ ink
    twice = sums * 2
    before = first + sums
    again = squeeze(twice)
    middle = squeeze(before)
    less = squeeze(before[:2])
    weighed = out @ middle
    last = second + weighed
    ends = squeeze(last)
    return ends, less, again, other


def nested(ink, into, first, out, second):
    def layer(weights, source, biases):
        sums = weights @ source + biases
        return squeeze(sums)

    middle = layer(into, ink, first)
    ends = layer(out, middle, second)
    return np.argmax(middle), np.argmax(ends, axis=0), np.argmax(ends)


def computed():
    """What the layers compute, by NumPy alone."""
    before = IN @ INK + FIRST
    middle = squeeze(before)
    last = OUT @ middle + SECOND
    return (
        (IN, INK, IN @ INK, FIRST, before, middle),
        (OUT, middle, OUT @ middle, SECOND, last, squeeze(last)),
    )


@pytest.mark.parametrize("call", [plain, in_other_lines, nested])
def test_a_forward_pass_is_found(call):
    found = forward_pass(record(call, *GIVEN))
    for layer, arrays in zip((found.hidden, found.output), computed(), strict=True):
        values = (
            layer.weights,
            layer.source,
            layer.sums,
            layer.biases,
            layer.pre_activations,
            layer.activations,
        )
        for value, array in zip(values, arrays, strict=True):
            np.testing.assert_allclose(value.array, array, rtol=1e-12)
        assert layer.count == len(arrays[0])
        assert layer.called[-1].function.endswith("squeeze")
        assert layer.step.number <= layer.activating.number
    assert found.image is found.hidden.source
    np.testing.assert_allclose(
        found.function(np.array([0.0, 2.0])), [0.5, 0.880797], 1e-5
    )


@pytest.mark.parametrize(
    "call, expression",
    [(plain, "np.argmax(ends)"), (in_other_lines, None), (nested, "np.argmax(ends)")],
)
def test_the_answer_is_the_place_of_the_largest_output(call, expression):
    found = forward_pass(record(call, *GIVEN))
    if expression is None:
        assert found.answer is found.answering is None
        return
    assert found.answer.expression == expression
    assert found.answer in found.answering.operations
    assert found.answer.result.array == 9


@pytest.mark.parametrize(
    "call, hidden, output",
    [
        (plain, ("before", "middle"), ("last", "ends")),
        (in_other_lines, ("sums", "middle"), ("weighed", "ends")),
        (nested, ("sums", "return"), ("sums", "return")),
    ],
)
def test_the_statements_of_a_layer(call, hidden, output):
    found = forward_pass(record(call, *GIVEN))
    for layer, (computing, activating) in (
        (found.hidden, hidden),
        (found.output, output),
    ):
        steps = layer.step, layer.activating
        assert [" ".join(one.targets) or "return" for one in steps] == [
            computing,
            activating,
        ]


def without_product(ink, into, first, out, second):
    return np.dot(into, ink) + first


def of_two_images(ink, into, first, out, second):
    return into @ np.hstack([ink, ink]) + first


def of_a_flat_image(ink, into, first, out, second):
    return into @ ink.ravel()


def without_biases(ink, into, first, out, second):
    sums = into @ ink
    return squeeze(sums)


def twice_the_sums(ink, into, first, out, second):
    sums = into @ ink
    before = sums + sums
    return squeeze(before)


def biases_for_all(ink, into, first, out, second):
    sums = into @ ink + first[:1]
    return squeeze(sums)


def biases_before(ink, into, first, out, second):
    before = first + first * 2
    sums = into @ ink
    return squeeze(sums), before


def less_the_biases(ink, into, first, out, second):
    before = into @ ink - first
    return squeeze(before)


def without_a_call(ink, into, first, out, second):
    before = into @ ink + first
    middle = 1 / (1 + np.exp(-before))
    return middle


def into_the_sums(ink, into, first, out, second):
    sums = into @ ink
    sums += first
    return sums


def call_of_others(ink, into, first, out, second):
    before = into @ ink + first
    middle = squeeze(first)
    return before, middle


def call_of_less(ink, into, first, out, second):
    before = into @ ink + first
    middle = shortened(before)
    return middle


def call_of_nothing(ink, into, first, out, second):
    before = into @ ink + first
    seen(before)
    return before


def one_layer(ink, into, first, out, second):
    before = into @ ink + first
    middle = squeeze(before)
    return out @ (middle * 1)


def nine_outputs(ink, into, first, out, second):
    before = into @ ink + first
    middle = squeeze(before)
    return out[:9] @ middle


def no_output_biases(ink, into, first, out, second):
    before = into @ ink + first
    middle = squeeze(before)
    return out @ middle


def no_output_call(ink, into, first, out, second):
    before = into @ ink + first
    middle = squeeze(before)
    last = out @ middle + second
    return last


def through(into_middle, into_ends):
    def call(ink, into, first, out, second):
        before = into @ ink + first
        middle = into_middle(before)
        last = out @ middle + second
        ends = into_ends(last)
        return ends

    return call


LOWERED = computed()[-1][-1] - 0.5
HIDDEN = "(H, 784) weights @ a (784, 1) image"
OUTPUT = "(10, 3) weights @ the hidden neurons"


@pytest.mark.parametrize(
    "call, missing",
    [
        (without_product, HIDDEN),
        (of_two_images, HIDDEN),
        (of_a_flat_image, HIDDEN),
        (without_biases, "biases added to into @ ink"),
        (twice_the_sums, "biases added to into @ ink"),
        (biases_for_all, "biases added to into @ ink"),
        (biases_before, "biases added to into @ ink"),
        (less_the_biases, "biases added to into @ ink"),
        (without_a_call, "call that squashes into @ ink + first"),
        (call_of_others, "call that squashes into @ ink + first"),
        (call_of_less, "call that squashes into @ ink + first"),
        (call_of_nothing, "call that squashes into @ ink + first"),
        (one_layer, OUTPUT),
        (nine_outputs, OUTPUT),
        (no_output_biases, "biases added to out @ middle"),
        (no_output_call, "call that squashes out @ middle + second"),
        (into_the_sums, "call that squashes sums"),
        (through(squeeze, scaled), "a call that squashes each output alone"),
        (
            through(squeeze, lowered),
            "neurons between 0 and 1 (their least is "
            f"{LOWERED.min():.3g}, their largest {LOWERED.max():.3g})",
        ),
    ],
)
def test_what_is_missing_is_said(call, missing):
    trace = record(call, *GIVEN)
    with pytest.raises(FilmError) as refused:
        forward_pass(trace)
    assert str(refused.value) == (
        "expected a trace of the digit network's forward pass, (H, 784) weights @ "
        "a (784, 1) image + biases through a sigmoid, then (10, H) weights in the "
        f"same way; the trace of {trace.call} has no {missing}; record one with: "
        "python -m network trace --out FILE"
    )


def ones(z):
    return z > 0


def at_most(most):
    return lambda z: np.minimum(np.maximum(z * 9, 0), most)


@pytest.mark.parametrize(
    "middle, ends, is_found",
    [
        (ones, squeeze, True),
        (at_most(1.0), at_most(1.0), True),
        (at_most(1.0), at_most(1.001), False),
        (at_most(1.001), at_most(1.0), False),
        (doubled, squeeze, False),
        (lowered, squeeze, False),
    ],
)
def test_neurons_are_from_0_to_1(middle, ends, is_found):
    trace = record(through(middle, ends), *GIVEN)
    if is_found:
        assert forward_pass(trace).output.activations.array.max() <= 1
        return
    with pytest.raises(FilmError, match="neurons between 0 and 1"):
        forward_pass(trace)


def test_one_hidden_neuron_is_a_layer():
    given = INK, IN[:1].copy(), FIRST[:1].copy(), OUT[:, :1].copy(), SECOND
    found = forward_pass(record(through(squeeze, squeeze), *given))
    assert (found.hidden.count, found.output.count) == (1, 10)


@pytest.mark.parametrize("place", [0, 1])
def test_complex_numbers_are_no_layer(place):
    given = [one * 1j if index == place else one for index, one in enumerate(GIVEN)]
    with pytest.raises(FilmError, match=r"no \(H, 784\) weights"):
        forward_pass(record(plain_sums, *given))


def plain_sums(ink, into, first, out, second):
    return into @ ink + first
