"""The film of a digit that is read wrong, beside one that is read right."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.runs.default_traces import mistake_trace
from network.trace import Trace, Value
from scenes.acts import twin_columns
from scenes.acts.act import Act
from scenes.acts.film_step import FilmStep
from scenes.acts.mended import mending
from scenes.acts.parting import PartingAct, parting
from scenes.acts.strokes import weights_on_strokes
from scenes.acts.twin_answers import two_answers
from scenes.acts.twin_images import two_digits
from scenes.arrays.shapes import PICTURES
from scenes.film.replay import ReplayScene
from scenes.film.right_and_wrong import right_and_wrong_steps
from scenes.film.storyboard import film_steps
from scenes.reading.film_error import FilmError
from scenes.reading.value_roles import of_digits


class Mistakes(ReplayScene):
    """Side by side to where the two part ways, and the step that mends it."""

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
    for name in (*twin_columns.NAMES, "output_neurons"):
        shapes = {one.result.shape for one in made.get(name, ())}
        if len(made.get(name, ())) < 3 or len(shapes) != 1 or shapes.pop()[1:] != (1,):
            return False
    hidden, output = (
        made[name][1] for name in ("hidden_neurons", "output_pre_sigmoid")
    )
    return (
        "hidden_to_output_weights" in made
        and all(0 <= one < output.result.shape[0] for one in answers)
        and any(
            act.kind == "rows" and act.operands[1].shape == hidden.result.shape
            for act in output.step.acts
        )
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
        for name in twin_columns.NAMES:
            second = self._second(name)
            yield _step(
                name.replace("_", "-"),
                twin_columns.two_columns(
                    name, second.act, self._both(name), self._images, self._answers
                ),
                second.step,
            )
        outputs = self._second("output_neurons")
        yield _step(
            "output-neurons",
            two_answers(
                outputs.act, self._both("output_neurons"), self._images, self._answers
            ),
            outputs.step,
        )
        yield _step(
            "where-they-part", self._parting, self._second("output_pre_sigmoid").step
        )
        yield from self._strokes()
        yield self._mended()

    def _second(self, name: str) -> _Made:
        return self._made[name][1]

    def _both(self, name: str) -> tuple[Value, Value]:
        first, second = self._made[name][:2]
        return first.result, second.result

    @cached_property
    def _parting(self) -> PartingAct:
        product = next(
            act
            for act in self._second("output_pre_sigmoid").step.acts
            if act.kind == "rows"
        )
        return parting(
            product,
            self._both("hidden_neurons"),
            self._both("output_pre_sigmoid"),
            self._images,
            self._answers,
        )

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

    def _mended(self) -> FilmStep:
        outputs = self._made["output_neurons"]
        act = mending(
            self._images[1],
            outputs[1].result,
            outputs[-1].result,
            answers=(self._answers[1], self._at_last),
            right=self._answers[0],
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
