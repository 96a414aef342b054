"""A wrong answer beside a right one: what is shown, said and refused."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.right_and_wrong import right_and_wrong_steps
from scenes.reading.film_error import FilmError
from scenes.words.naming import language


def one_layer(x, w, labels):
    return ((x @ w).argmax(axis=1) == labels).mean()


def forward(x, w, labels):
    return x @ w


def told(call, *arguments):
    """slug -> the act of each step."""
    steps = right_and_wrong_steps(record(call, *arguments))
    return {step.slug: step.acts[0] for step in steps}


X = np.array([[1.0, 0.0, 2.0], [0.5, 1.0, -1.0]])
W = np.array([[1.0, 0.0], [0.0, 1.0], [0.5, 0.25]])  # answers 0 and 1
THREE = np.array([[2.0, 0.0, 0.0], [2.0, 1.0, 0.0], [0.0, 0.0, 3.0]])

REFUSED = [
    (
        forward,
        (X, W, np.array([0, 1])),
        "compares no layer's outputs with right answers; record a call that is given "
        "labels and computes a loss, or film this one with forward",
    ),
    (
        one_layer,
        (X, W, np.array([0, 1])),
        "gives 2 answers, all of them right; record it with other examples, or with "
        "weights that have learnt less",
    ),
    (
        one_layer,
        (X, W, np.array([1, 0])),
        "gives 2 answers, all of them wrong; record it with more examples, or after "
        "some rounds of training",
    ),
    (  # What is wrong is answered 0 and should be 1; what is right is 2.
        one_layer,
        (THREE, np.eye(3), np.array([1, 1, 2])),
        "gives 3 answers, 1 of them right, but none of these with the weights and an "
        "answer of a wrong one; record a batch of more examples",
    ),
]


@pytest.mark.parametrize("call, arguments, instead", REFUSED)
def test_what_shows_no_mistake_beside_a_right_answer_is_refused(
    call, arguments, instead
):
    with pytest.raises(FilmError) as error:
        told(call, *arguments)
    assert str(error.value) == (
        "expected a trace in which layers of weights answer one example wrong and "
        f"another right, but {call.__name__} {instead}"
    )


def biased(x, w, b, labels):
    return ((x @ w + b).argmax(axis=1) == labels).mean()


TOTALS = [
    # (x of the wrong example, its total, who wins by it)
    ([1.0, 0.5], "+0.500", [("so 0 wins", False)]),
    ([1.0, 1.0], "0.000", []),  # neither: it is answered 0 because 0 comes first
]


@pytest.mark.parametrize("wrong, total, wins", TOTALS)
def test_an_answer_wins_by_what_all_inputs_pull(wrong, total, wins):
    x, labels = np.array([[0.0, 1.0], wrong]), np.array([1, 1])
    for added, more in (("all of them:", []), ("all, with the biases:", [np.zeros(2)])):
        act = told(biased if more else one_layer, x, np.eye(2), *more, labels)[
            "where-they-part"
        ]
        assert act.notes == (
            ((added, False), ("−1.000", True), ("so 1 wins", False)),
            ((added, False), (total, True), *wins),
        )
        np.testing.assert_array_equal(act.columns[1].array, [wrong[0], -wrong[1]])
        assert act.caption == (
            "Each input pulls to 0 (orange) or to 1 (blue). The largest difference: "
            "number 0, 0.000 and +1.000."
        )


def of_many_inputs(count):
    """A batch of two, of which the second is answered wrongly."""
    x = np.zeros((2, count))
    x[0], x[1] = np.arange(count), np.arange(count)[::-1] - 0.5
    x[1, 3] = x[0, 3] + 0.125  # differs least
    w = np.zeros((count, 2))
    w[0, 1] = w[count - 1, 0] = 1.0
    return x, w, np.array([0, 0])


@pytest.mark.parametrize("count, left_out", [(20, []), (21, [3])])
def test_twenty_inputs_are_shown_of_more_those_that_differ_most(count, left_out):
    x, w, labels = of_many_inputs(count)
    acts = told(one_layer, x, w, labels)
    shown = [at for at in range(count) if at not in left_out]
    # As many inputs pull nowhere in both: the first of those are shown.
    pulls = w[:, 1] - w[:, 0]
    pulled = sorted(np.argsort(-np.abs((x[1] - x[0]) * pulls), kind="stable")[:20])
    of = {20: "", 21: "the 20 of 21 that differ most"}[count]
    for slug, columns, places in (
        ("two-examples", x, shown),
        ("where-they-part", x * pulls, pulled),
    ):
        act = acts[slug]
        assert act.labels == tuple(map(str, places))
        assert act.shown_of == of
        for side, one in enumerate(act.columns):
            np.testing.assert_array_equal(one.array, columns[side, places])
        gap = np.abs(columns[1] - columns[0]).argmax()
        assert act.labels[act.focus] == str(gap)
    assert acts["outputs"].shown_of == ""


def perceptron(x, w, labels):
    classes = np.eye(w.shape[1])
    for _ in range(2):
        scores = x @ w
        hits = (scores.argmax(axis=1) == labels).mean()
        wrong = classes[scores.argmax(axis=1)] - classes[labels]
        w = w - 0.5 * (x.T @ wrong)
    return w, hits


def of_many_answers(count):
    """The second example is answered 5 instead of 3, then with the last answer,
    whose score does not change."""
    x = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 1.0]])
    w = np.zeros((3, count))
    w[0, 3], w[2, 8] = 1.0, 3.0
    w[1, [3, 5, count - 1]] = -1.0, 1.0, 0.875
    return x, w, np.array([3, 3, 8])


@pytest.mark.parametrize(
    "count, before, after",
    [
        (20, "", ""),
        (
            21,
            "the 20 of 21 that differ most",
            "21 of 21: those that differ most, and the answers",
        ),
        (
            300,
            "the 20 of 300 that differ most",
            "21 of 300: those that differ most, and the answers",
        ),
    ],
)
def test_answers_are_shown_even_if_they_differ_little(count, before, after):
    acts = told(perceptron, *of_many_answers(count))
    assert acts["outputs"].shown_of == before
    act = acts["once-more"]
    assert act.title == f"Not mended yet: now it is answered {count - 1}"
    assert act.shown_of == after
    assert [act.labels[winner] for winner in act.winners] == ["5", str(count - 1)]
    assert sorted(map(int, act.labels)) == list(map(int, act.labels))
    now = dict(zip(act.labels, act.columns[1].array))
    assert (now["3"], now["5"], now[str(count - 1)]) == (-0.5, 0.5, 0.875)


def share_right(x, w, labels):
    scores = x @ w
    return (scores.argmax(axis=1) == labels).mean(), scores


def answered_twice(x, w, labels):
    """Once more after a step of learning that no loop makes."""
    classes = np.eye(w.shape[1])
    before, scores = share_right(x, w, labels)
    w = w - 0.5 * (x.T @ (classes[scores.argmax(axis=1)] - classes[labels]))
    after, _ = share_right(x, w, labels)
    return before, after


@pytest.mark.parametrize(
    "spoken, lead",
    [
        (
            "en",
            "The same example, answered for the time number 2: the weights have "
            "changed.",
        ),
        ("zh", "同一个样例，第 2 次回答：权重变了。"),
    ],
)
def test_an_example_that_is_answered_again_outside_of_rounds(spoken, lead):
    with language(spoken):
        assert told(answered_twice, *of_many_answers(20))["once-more"].lead == lead


def test_answers_that_lie_far_apart_are_shown_in_their_order():
    x, w, labels = of_many_answers(300)
    w[1, 250:280] = -0.25
    act = told(perceptron, x, w, labels)["outputs"]
    shown = [3, 5, *range(250, 267), 299]  # of 250 to 279, that differ as much, some
    assert act.labels == tuple(map(str, shown))
    assert [act.labels[winner] for winner in act.winners] == ["3", "5"]
    for side, one in enumerate(act.columns):
        np.testing.assert_array_equal(one.array, (x @ w)[side, shown])


def test_what_is_said_of_answers_shown_besides():
    with language("zh"):
        act = told(perceptron, *of_many_answers(30))["once-more"]
    assert act.shown_of == "30 个之中的 21 个：相差最大的，以及答案"


RNG = np.random.default_rng(3)
IMAGES = RNG.normal(size=(3, 4, 4)).round(1)
INTO, OUT, THROUGH = (
    RNG.normal(size=one).round(1) for one in ((16, 5), (5, 2), (5, 5))
)


def pictures(images, a, b, labels):
    x = images.reshape(len(images), -1)
    h = np.maximum(x @ a, 0)
    return ((h @ b).argmax(axis=1) == labels).mean()


def deep(images, a, c, b, labels):
    x = images.reshape(len(images), -1)
    h = np.maximum(x @ a, 0)
    g = np.maximum(h @ c, 0)
    return ((g @ b).argmax(axis=1) == labels).mean()


def unnamed(x, a, b, labels):
    return ((np.maximum(x @ a, 0) @ b).argmax(axis=1) == labels).mean()


def labelled(scores):
    """The right labels, but for the second example."""
    labels = scores.argmax(axis=1)
    labels[1] = 1 - labels[1]
    return labels


def test_pictures_are_shown_as_pictures_and_weighed_as_pictures():
    x = IMAGES.reshape(3, 16)
    hidden = np.maximum(x @ INTO, 0)
    acts = told(pictures, IMAGES, INTO, OUT, labelled(hidden @ OUT))
    assert list(acts) == [
        "two-examples",
        "layer-1",
        "outputs",
        "where-they-part",
        "into-the-neuron",
    ]
    for slug in list(acts)[:-1]:
        for side, one in enumerate(acts[slug].pictures):
            np.testing.assert_array_equal(one.array, IMAGES[side])
    assert acts["two-examples"].columns == ()
    assert acts["two-examples"].caption == (
        "The second should be answered 1. Why is it not?"
    )
    pulls = hidden[:2] * (OUT[:, 0] - OUT[:, 1])
    neuron = np.abs(pulls[0] - pulls[1]).argmax()
    weighed = acts["into-the-neuron"]
    assert weighed.title == f"What goes into hidden neuron {neuron}"
    assert weighed.columns == ()
    for side, one in enumerate(weighed.pictures):
        wanted = IMAGES[side] * INTO[:, neuron].reshape(4, 4)
        np.testing.assert_allclose(one.array, wanted)
        total = f"{hidden[side, neuron]:.3f}"
        assert weighed.notes[side] == (
            ("all of them:", False),
            (total, True),
            (f"so it gives {total}", False),
        )


def test_what_goes_into_a_later_layer_is_no_picture():
    first = np.maximum(IMAGES.reshape(3, 16) @ INTO, 0)
    second = np.maximum(first @ THROUGH, 0)
    acts = told(deep, IMAGES, INTO, THROUGH, OUT, labelled(second @ OUT))
    pulls = second[:2] * (OUT[:, 0] - OUT[:, 1])
    neuron = np.abs(pulls[0] - pulls[1]).argmax()
    act = acts["into-the-neuron"]
    assert act.pictures == () and act.called == f"c[:, {neuron}] * h"
    for side, one in enumerate(act.columns):
        np.testing.assert_allclose(one.array, first[side] * THROUGH[:, neuron])
    apart = act.columns[0].array - act.columns[1].array
    assert act.labels[act.focus] == str(np.abs(apart).argmax())
    assert act.shown_of == "" and act.seconds == 9.0


def lone(picture, row, a, labels):
    """One example is a picture, the other is not."""
    losses = []
    for x, label in zip((picture.reshape(1, -1), row), labels):
        powers = np.exp(x @ a)
        q = powers / powers.sum(axis=1, keepdims=True)
        losses.append(-np.log(q[0, label]))
    return losses


def test_a_picture_beside_a_mere_row_is_shown_as_numbers():
    picture = np.arange(16.0).reshape(4, 4) / 16
    row = -picture.reshape(1, 16)
    a = np.zeros((16, 2))
    a[15, 0] = 1.0
    acts = told(lone, picture, row, a, [0, 0])
    assert [act.pictures for act in acts.values()] == [(), (), ()]
    first, second = acts["two-examples"].columns
    np.testing.assert_array_equal(first.array, picture.ravel())
    np.testing.assert_array_equal(second.array, row.ravel())


UNNAMED = {
    "en": [
        (
            "Two examples that should be answered 1",
            "The second is answered 0. Why? Largest gap: number 1, −2.500 and −0.250.",
        ),
        (
            "layer 1 of both",
            "Layer 1 has 2 neurons. Look for the bars that differ most. Largest gap: "
            "number 1, 2.500 and 0.250.",
        ),
    ],
    "zh": [
        (
            "两个都应当答 1 的样例",
            "第二个答成了 0。为什么？相差最大：第 1 个，−2.500 和 −0.250。",
        ),
        (
            "两个样例的第 1 层",
            "第 1 层有 2 个神经元。留意差别最大的条。"
            "相差最大：第 1 个，2.500 和 0.250。",
        ),
    ],
}


@pytest.mark.parametrize("spoken", UNNAMED)
def test_a_layer_without_a_name_is_counted(spoken):
    x = np.array([[2.0, -2.5], [0.5, -0.25]])
    a = np.array([[1.0, 0.0], [0.0, -1.0]])
    with language(spoken):
        acts = list(told(unnamed, x, a, np.eye(2), np.array([1, 1])).values())
    assert [(act.title, act.caption) for act in acts[:2]] == UNNAMED[spoken]
    assert (
        acts[1].step_name
        == acts[1].called
        == {"en": "layer 1", "zh": "第 1 层"}[spoken]
    )


def of_a_part(x, w, labels):
    return ((x[:, :3] @ w).argmax(axis=1) == labels).mean()


def test_what_goes_in_without_a_name_is_called_by_its_expression():
    acts = told(of_a_part, X, W, np.array([0, 0]))
    assert acts["two-examples"].called == "x[:, :3]"
    assert acts["outputs"].called == ""
