"""The film of a digit that is read wrong, beside one that is read right."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.runs.default_traces import mistake_trace
from network.trace import Trace, Value
from scenes.acts.act import Act
from scenes.acts.film_step import FilmStep
from scenes.acts.mended import mending
from scenes.acts.moved import moved
from scenes.acts.parting import PartingAct, parting
from scenes.acts.strokes import weights_on_strokes
from scenes.acts.swapped import SwappedAct, swapped
from scenes.acts.twin_answers import two_answers
from scenes.acts.twin_columns import two_columns
from scenes.acts.twin_images import two_digits
from scenes.arrays.shapes import PICTURES
from scenes.film.replay import ReplayScene
from scenes.film.right_and_wrong import right_and_wrong_steps
from scenes.film.storyboard import film_steps
from scenes.reading.film_error import FilmError
from scenes.reading.value_roles import of_digits
from scenes.words.film_titles import title_after

# Acts that show a matrix times a column, few rows or many.
PRODUCTS = "rows", "batch_product"
# What is computed of each image, by the names in the code.
COLUMNS = (
    "hidden_pre_sigmoid",
    "hidden_neurons",
    "output_pre_sigmoid",
    "output_neurons",
)


class Mistakes(ReplayScene):
    """Side by side to where the two part ways, and the step that mends it."""

    surprise = "two-digits", "output-neurons", "one-neuron-swapped", "strokes"

    def default_trace(self):
        return mistake_trace()

    def steps(self, trace):
        if of_digits(trace):
            return twin_steps(trace, film_steps(trace))
        return right_and_wrong_steps(trace)


def twin_steps(trace: Trace, steps: tuple[FilmStep, ...]) -> tuple[FilmStep, ...]:
    """The film steps of a trace that reads two digits and learns from one.

    Args:
        steps: the trace's own film steps; each act that occurs for both
            digits becomes one in which both are seen.

    Raises:
        FilmError: the trace does not read two images, or reads both alike,
            or does not learn from the second and look again.
    """
    made: dict[str, list[_Made]] = {}
    for step in steps:
        for act in step.acts:
            made.setdefault(act.result_name, []).append(_Made(step, act))
    images = tuple(
        value
        for value in trace.inputs
        if value.shape and np.prod(value.shape) in PICTURES
    )
    answers = [
        int(one.result.array)
        for one in made.get("detected", ())
        if one.result.shape == () and one.result.dtype.kind in "iu"
    ]
    if (
        len(images) != 2
        or len(answers) < 3
        or answers[0] == answers[1]
        or not _is_network(made, answers)
    ):
        raise FilmError(
            "expected a trace that reads one image right and another wrong, "
            "learns from the second and reads it once more, got "
            f"{len(images)} images read as {answers}"
        )
    return tuple(_Twins(images, made, answers).steps())


@dataclass(frozen=True)
class _Made:
    """What a film's step shows in one of its acts."""

    step: FilmStep
    act: Act

    @property
    def result(self) -> Value:
        assert self.act.result is not None
        return self.act.result


def _is_network(made: dict[str, list[_Made]], answers: list[int]) -> bool:
    """Whether each column is computed three times alike, the sums of the
    outputs row by row from the hidden neurons, and weights are changed."""
    for name in COLUMNS:
        shapes = {one.result.shape for one in made.get(name, ())}
        if len(made.get(name, ())) < 3 or len(shapes) != 1 or shapes.pop()[1:] != (1,):
            return False
    hidden, output = (
        made[name][1] for name in ("hidden_neurons", "output_pre_sigmoid")
    )
    return (
        "hidden_to_output_weights" in made
        and all(0 <= one < output.result.shape[0] for one in answers)
        and any(_is_product(act, hidden.result) for act in output.step.acts)
    )


def _is_product(act: Act, hidden: Value) -> bool:
    """Whether an act shows weights times a column of hidden neurons."""
    shapes = [value.shape for value in act.operands[:2]]
    count = hidden.shape[0]
    return (
        act.kind in PRODUCTS
        and shapes[1:] == [hidden.shape]
        and shapes[0][1:] == (count,)
    )


class _Twins:
    """What is told of two images.

    Args:
        images: (read right, read wrong).
        made: what is computed of both, by name, in order.
        answers: what they are read as, and the second once more at the end.
    """

    def __init__(
        self,
        images: tuple[Value, ...],
        made: dict[str, list[_Made]],
        answers: list[int],
    ) -> None:
        self._images = images[0], images[1]
        self._made = made
        self._answers = answers[0], answers[1]
        self._at_last = answers[-1]

    def steps(self) -> Iterator[FilmStep]:
        yield _step(
            "two-digits",
            two_digits(self._images, self._answers[0]),
            self._second("hidden_pre_sigmoid").step,
            is_lit=False,
        )
        outputs = self._second("output_neurons")
        yield _step(
            "output-neurons",
            two_answers(
                outputs.act, self._both("output_neurons"), self._images, self._answers
            ),
            outputs.step,
        )
        neurons = self._second("hidden_neurons")
        yield _step(
            "hidden-neurons",
            two_columns(
                "hidden_neurons",
                neurons.act,
                self._both("hidden_neurons"),
                self._images,
            ),
            neurons.step,
        )
        sums = self._second("output_pre_sigmoid")
        yield _step("where-they-part", self._parting, sums.step)
        swap = self._swapped()
        if swap is not None:
            yield _step("one-neuron-swapped", swap, sums.step)
        yield from self._strokes()
        yield from self._moved()
        yield self._mended()

    def _second(self, name: str) -> _Made:
        return self._made[name][1]

    def _both(self, name: str) -> tuple[Value, Value]:
        first, second = self._made[name][:2]
        return first.result, second.result

    @cached_property
    def _product(self) -> Act:
        return next(
            act
            for act in self._second("output_pre_sigmoid").step.acts
            if _is_product(act, self._second("hidden_neurons").result)
        )

    def _swapped(self) -> SwappedAct | None:
        return swapped(
            self._product,
            self._both("hidden_neurons"),
            self._both("output_pre_sigmoid")[1],
            self._images,
            self._answers,
            "output_pre_sigmoid",
        )

    @cached_property
    def _parting(self) -> PartingAct:
        return parting(
            self._product,
            self._both("hidden_neurons"),
            self._both("output_pre_sigmoid"),
            self._images,
            self._answers,
        )

    def _pixels(self) -> tuple[Value, Value] | None:
        """The weights of pixels that the second image met, and those that it
        meets at last; None where they are no picture's."""
        met = [
            act.operands[0]
            for one in self._made["hidden_pre_sigmoid"]
            for act in one.step.acts
            if act.kind == "sheets"
        ]
        return (met[1], met[-1]) if len(met) > 2 else None

    def _strokes(self) -> Iterator[FilmStep]:
        """The weights of the neuron that parts the two most, times both; no
        step where they are no picture's."""
        products = [
            _Made(one.step, act)
            for one in self._made["hidden_pre_sigmoid"][:2]
            for act in one.step.acts
            if act.kind == "sheets"
        ]
        if len(products) == 2:
            first, second = products
            yield _step(
                "strokes",
                weights_on_strokes(
                    second.act,
                    (first.result, second.result),
                    self._both("hidden_neurons"),
                    self._images,
                    self._parting.neuron,
                ),
                second.step,
            )

    def _moved(self) -> Iterator[FilmStep]:
        """What the step does to the hidden neurons; no film's step where it
        leaves their pulls as they were."""
        neurons, sums = (
            self._made[name] for name in ("hidden_neurons", "hidden_pre_sigmoid")
        )
        products = [
            act
            for one in self._made["output_pre_sigmoid"]
            for act in one.step.acts
            if _is_product(act, neurons[-1].result)
        ]
        act = moved(
            neurons[1].act,
            (neurons[1].result, neurons[-1].result),
            (sums[1].result, sums[-1].result),
            (self._product.operands[0], products[-1].operands[0]),
            self._images,
            self._answers,
            self._parting.neuron,
            self._pixels(),
        )
        if act is not None:
            yield _step("what-it-moves", act, neurons[-1].step)

    def _mended(self) -> FilmStep:
        outputs = self._made["output_neurons"]
        act = mending(
            self._images[1],
            outputs[1].result,
            outputs[-1].result,
            answers=(self._answers[1], self._at_last),
            right=self._answers[0],
            following=title_after("mistakes"),
        )
        return _step(
            "mended", act, self._made["hidden_to_output_weights"][-1].step, is_lit=False
        )


def _step(slug: str, act: Act, at: FilmStep, *, is_lit: bool = True) -> FilmStep:
    """The step of an act that is told with the lines of another step.

    Args:
        is_lit: whether that one's statement is.
    """
    return FilmStep(
        slug, act.step_name, at.function, at.statement if is_lit else None, (act,)
    )
