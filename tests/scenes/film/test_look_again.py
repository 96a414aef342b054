"""A learning step, and the same example once more: which steps the film has."""

import pytest

from network.recorder import record
from scenes.film.look_again import look_again_steps
from tests.told import numbers

X, Y, W = numbers(3, 4), numbers(3, 2), numbers(4, 2)


def loss_after_the_step(x, y, w):
    for _ in range(2):
        error = x @ w - y
        w = w - 0.1 * (x.T @ error)
        loss = (error * error).sum()
    return w, loss


def loss_before_the_step(x, y, w):
    for _ in range(2):
        error = x @ w - y
        loss = (error * error).sum()
        w = w - 0.1 * (x.T @ error)
    return w, loss


def change_in_a_statement_of_its_own(x, y, w):
    for _ in range(2):
        change = 0.1 * (x.T @ (x @ w - y))
        w -= change
    return w


def of_thirty_letters(x, y, w):
    for _ in range(2):
        what_comes_out_of_all_examples = x @ w
        w = w - 0.1 * (x.T @ (what_comes_out_of_all_examples - y))
    return w


def of_more_letters(x, y, w):
    for _ in range(2):
        what_comes_out_of_every_example = x @ w
        w = w - 0.1 * (x.T @ (what_comes_out_of_every_example - y))
    return w


def forward(x, w):
    return x @ w


def of_a_call(x, y, w):
    for _ in range(2):
        out = forward(x, w)
        w = w - 0.1 * (x.T @ (out - y))
    return w


def told(call):
    """The acts of each step, but those in which something arrives."""
    steps = look_again_steps(record(call, X, Y, W.copy()))
    return [step.acts for step in steps if step.acts[0].kind != "arrive"]


@pytest.mark.parametrize("call", [loss_before_the_step, loss_after_the_step])
def test_it_is_told_up_to_where_the_weights_have_changed(call):
    """A loss is told whole, with what is done with it after that, too."""
    assert [tuple(act.kind for act in acts) for acts in told(call)] == [
        ("batch_product",),
        ("loss",),
        ("batch_product", "update_grid"),
        ("two_examples",),
    ]


@pytest.mark.parametrize(
    "call, name",
    [
        (of_thirty_letters, "what_comes_out_of_all_examples"),
        (of_more_letters, "what_comes_out_of_every_examp…"),
        (of_a_call, "out"),
        (loss_before_the_step, ""),
    ],
)
def test_outputs_are_called_as_the_code_has_them(call, name):
    assert told(call)[-1][0].called == name


@pytest.mark.parametrize(
    "examples, lead",
    [
        (1, "The same goes in once more, after the weights have changed."),
        (2, "The same batch once more, after the weights have changed: example 0."),
    ],
)
def test_which_example_it_is_is_said_where_there_are_several(examples, lead):
    trace = record(of_a_call, X[:examples], Y[:examples], W.copy())
    assert look_again_steps(trace)[-1].acts[0].lead == lead


def test_the_change_of_the_weights_is_told_where_it_is_all_of_a_statement():
    *_, (change,), (compared,) = told(change_in_a_statement_of_its_own)
    assert (change.kind, compared.kind) == ("update_grid", "two_examples")
