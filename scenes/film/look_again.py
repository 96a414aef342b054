"""The steps of the film of one learning step of any network of layers."""

from collections.abc import Iterator

from network.trace import Trace
from scenes.acts import two_examples_words as words
from scenes.acts.example_columns import (
    LONGER,
    called_in,
    column_bars,
    two_examples,
    values_of,
)
from scenes.acts.film_step import FilmStep
from scenes.film.learning_frame import with_right_answer
from scenes.film.storyboard import film_steps
from scenes.reading.answered_again import Again, answers_again
from scenes.reading.dense_layers import DenseLayer, longest_chain
from scenes.reading.film_error import FilmError
from scenes.reading.parameter_chains import parameter_chains
from scenes.reading.roles_once import known_roles
from scenes.reading.value_roles import Roles
from scenes.words.naming import said


def look_again_steps(trace: Trace) -> tuple[FilmStep, ...]:
    """The steps up to where an example is answered once more, then its
    outputs before and now.

    Raises:
        FilmError: no example goes twice through layers whose weights have
            changed in between.
    """
    roles = known_roles(trace)
    layers = longest_chain(roles)
    again = next(answers_again(layers, roles), None) if layers else None
    if again is None:
        raise FilmError(
            "expected a trace that computes the same twice, before and after "
            f"learning, but {trace.call} {_instead(layers, roles)}; record two "
            "rounds of a training with the same examples (matreel record --rounds 2 "
            "train.py), or film this one with forward"
        )
    learnt = max(_adjusting(roles, until=again.begins))
    steps = tuple(_until(learnt, film_steps(trace)))
    compared = _compared(layers, again, roles)
    step = trace.steps[layers[-1].product.operation.step]
    return (
        *with_right_answer(trace, steps),
        FilmStep(
            "before-and-after", compared.step_name, step.function, None, (compared,)
        ),
    )


def _instead(layers: tuple[DenseLayer, ...], roles: Roles) -> str:
    if not layers:
        return "has no layer of weights times values"
    if not roles.read(parameter_chains):
        return "adjusts no weights by what it computes with them"
    return "answers no example again after it has adjusted its weights"


def _adjusting(roles: Roles, *, until: int) -> list[int]:
    """Numbers of the operations before another that adjust a parameter."""
    return [
        update.number
        for chain in roles.read(parameter_chains)
        for update in chain.updates
        if update.number in range(until)
    ]


def _until(number: int, steps: tuple[FilmStep, ...]) -> Iterator[FilmStep]:
    """The steps that begin before an operation or with it: an act may go on behind it,
    as a loss that is told whole does."""
    for step in steps:
        shown = [one.number for act in step.acts for one in act.operations]
        if shown and min(shown) > number:
            return
        yield step


def _compared(layers: tuple[DenseLayer, ...], again: Again, roles: Roles):
    last = layers[-1]
    cells = (last.of_neurons(last.result), again.outputs)
    bars, apart = column_bars([values_of(one) for one in cells])
    example = last.example if last.examples > 1 else None
    return two_examples(
        said("What has the network learned?", "网络学到了什么？"),
        words.once_more(example),
        words.moved_most(*apart),
        said("before and after", "之前与之后"),
        LONGER,
        headings=words.before_and_now(),
        called=called_in(roles, cells[0]),
        **bars,
    )
