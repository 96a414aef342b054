"""The steps of the film of a wrong answer beside a right one."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from network.trace import Span, Trace
from scenes.acts import two_examples_words as words
from scenes.acts.film_step import FilmStep
from scenes.acts.rounds_learnt_words import round_label
from scenes.acts.twins import TOLD
from scenes.acts.two_examples import TwoExamplesAct, largest_apart, shown_of, telling
from scenes.reading.answered_examples import Answered
from scenes.reading.dense_layers import DenseLayer
from scenes.reading.film_error import FilmError
from scenes.reading.forward_pass import picture_cells
from scenes.reading.mistaken import Mistake, NoMistake, mistake
from scenes.reading.neuron_cells import Cells
from scenes.reading.roles_once import known_roles
from scenes.reading.training_rounds import Training, training_rounds
from scenes.reading.value_roles import Roles
from scenes.stage.computed import Computed, computed
from scenes.stage.values import Values
from scenes.words.naming import code, in_a_row, number, said, short

MOST = 20  # bars of a column
MOST_NAMES = 8
SECONDS, LONGER = 6.2, 9.0


def right_and_wrong_steps(trace: Trace) -> tuple[FilmStep, ...]:
    """The steps of the film of a trace that answers examples.

    Raises:
        FilmError: it answers none, or none wrong beside a right one.
    """
    roles = known_roles(trace)
    found = roles.read(mistake)
    if isinstance(found, NoMistake):
        raise FilmError(_refusal(trace, found))
    return tuple(_Told(trace, roles, found).steps())


def _refusal(trace: Trace, found: NoMistake) -> str:
    wanted = (
        "expected a trace in which layers of weights answer one example wrong and "
        f"another right, but {trace.call} "
    )
    if not found.count:
        return wanted + (
            "compares no layer's outputs with right answers; record a call that "
            "is given labels and computes a loss, or film this one with forward"
        )
    if found.right == found.count:
        return wanted + (
            f"gives {found.count} answers, all of them right; record it with other "
            "examples, or with weights that have learnt less"
        )
    if not found.right:
        return wanted + (
            f"gives {found.count} answers, all of them wrong; record it with more "
            "examples, or after some rounds of training"
        )
    return wanted + (
        f"gives {found.count} answers, {found.right} of them right, but none of these with "
        "the weights and an answer of a wrong one; record a batch of more examples"
    )


class _Told:
    """What is told of a Mistake."""

    def __init__(self, trace: Trace, roles: Roles, found: Mistake) -> None:
        self._trace, self._roles, self._found = trace, roles, found
        self._both = found.right, found.wrong
        self._headings = (
            words.heading(found.right.example, is_right=True),
            words.heading(found.wrong.example, is_right=False),
        )
        pictures = [picture_cells(roles, one.layers[0]) for one in self._both]
        self._pictures = tuple(_values(one) for one in pictures if one is not None)
        if len(self._pictures) < 2:
            self._pictures = ()

    def steps(self) -> Iterator[FilmStep]:
        yield self._inputs()
        for index in range(len(self._found.wrong.layers) - 1):
            yield self._layer(index)
        yield self._outputs()
        yield from self._parting()
        if self._found.again is not None:
            yield self._again()

    def _inputs(self) -> FilmStep:
        found = self._found
        lead = words.inputs_lead(found)
        if self._pictures:
            more, outcome = {"pictures": self._pictures}, ""
        else:
            cells = [one.inputs for one in self._both]
            more, outcome = self._column(cells)
            more["called"] = self._name_of(cells[1])
        act = _act(
            words.inputs_title(found),
            lead,
            outcome,
            said("two examples", "两个样例"),
            headings=self._headings,
            **more,
        )
        return self._step("two-examples", act, 0, is_lit=False)

    def _column(self, cells):
        """The numbers of both that differ most, and a sentence on them."""
        arrays = [one.array for one in cells]
        shown = telling(arrays, MOST)
        apart = largest_apart(arrays)
        outcome = words.most_apart(apart, *_pair(arrays, apart))
        return {
            "columns": tuple(_values(one)[np.array(shown)] for one in cells),
            "labels": tuple(map(str, shown)),
            "focus": shown.index(apart),
            "shown_of": shown_of(shown, len(arrays[0])),
        }, outcome

    def _layer(self, index: int) -> FilmStep:
        cells = [_made_by(one, index) for one in self._both]
        more, outcome = self._column(cells)
        name = self._name_of(cells[1]) or words.layer(index + 1)
        act = _act(
            words.layer_title(name),
            words.layer_lead(index + 1, cells[1].shape[0]),
            outcome,
            name,
            headings=self._headings,
            pictures=self._pictures,
            called=name,
            **more,
        )
        return self._step(f"layer-{index + 1}", act, index)

    def _outputs(self) -> FilmStep:
        found = self._found
        cells = [one.outputs for one in self._both]
        count = cells[0].shape[0]
        shown = list(range(count))
        if count > MOST:
            shown = sorted(
                {*telling([one.array for one in cells], MOST), *found.rivals}
            )
        is_binary = found.wrong.is_binary
        act = _act(
            words.outputs_title(found),
            words.outputs_lead(is_binary=is_binary),
            "",
            said("answers", "答案"),
            headings=self._headings,
            pictures=self._pictures,
            columns=tuple(_values(one)[np.array(shown)] for one in cells),
            called=self._name_of(cells[0]),
            labels=tuple(map(str, shown)),
            winners=tuple(
                0 if is_binary else shown.index(one.answered) for one in self._both
            ),
            notes=tuple(
                (
                    (words.answer(one.answered), True),
                    (words.verdict(one.answered, one.wanted), False),
                )
                for one in self._both
            ),
            shown_of=shown_of(shown, count),
        )
        return self._step("outputs", act, len(found.wrong.layers) - 1)

    def _parting(self) -> Iterator[FilmStep]:
        """Which neurons make the difference, and what goes into the first."""
        found = self._found
        is_input = len(found.wrong.layers) == 1
        pulls = [_pulls(one, found) for one in self._both]
        arrays = [one.array for one in pulls]
        shown, apart = telling(arrays, MOST), largest_apart(arrays)
        act = _act(
            words.pulls_title(),
            words.pulls_lead(found, is_input=is_input),
            words.pulls_outcome(apart, *_pair(arrays, apart)),
            said("where they part", "分道扬镳之处"),
            LONGER,
            headings=self._headings,
            pictures=self._pictures,
            columns=tuple(Values(one)[np.array(shown)] for one in pulls),
            called=pulls[1].name,
            labels=tuple(map(str, shown)),
            focus=shown.index(apart),
            notes=tuple(map(self._total, self._both)),
            shown_of=shown_of(shown, len(arrays[0])),
        )
        yield self._step("where-they-part", act, len(found.wrong.layers) - 1)
        if not is_input:
            yield self._weighed(apart)

    def _total(self, one: Answered):
        """What all pulls of an example add up to."""
        last, (right, wrong) = one.layers[-1], self._found.rivals
        both = np.array([_lead_of(each, self._found) for each in self._both])
        total = _lead_of(one, self._found)
        winner = wrong if total > 0 else right
        notes = [
            (words.all_added(has_biases=last.biases is not None), False),
            (number(np.array(total), both), True),
        ]
        if winner == one.answered:
            notes.append((words.so_wins(winner), False))
        return tuple(notes)

    def _weighed(self, neuron: int) -> FilmStep:
        layer = len(self._found.wrong.layers) - 2
        made, sums, outs = [], [], []
        for side, one in enumerate(self._both):
            dense = one.layers[layer]
            picture = self._pictures[side] if self._pictures and layer == 0 else None
            made.append(_weighed_inputs(dense, neuron, picture))
            total = dense.of_neurons(dense.pre_activations).array[neuron]
            sums.append(float(total))
            outs.append(_made_by(one, layer).array[neuron])
        more: dict[str, Any]
        if self._pictures and layer == 0:
            more, outcome = {"pictures": tuple(Values(one) for one in made)}, ""
        else:
            arrays = [one.array for one in made]
            shown, apart = telling(arrays, MOST), largest_apart(arrays)
            more = {
                "columns": tuple(Values(one)[np.array(shown)] for one in made),
                "called": made[1].name,
                "labels": tuple(map(str, shown)),
                "focus": shown.index(apart),
                "shown_of": shown_of(shown, len(arrays[0])),
            }
            outcome = words.most_apart(apart, *_pair(arrays, apart))
        has_biases = self._found.wrong.layers[layer].biases is not None
        act = _act(
            words.weighed_title(neuron),
            words.weighed_lead(),
            outcome,
            said("into neuron {neuron}", "进入神经元 {neuron}", neuron=neuron),
            LONGER,
            headings=self._headings,
            notes=tuple(
                (
                    (words.all_added(has_biases=has_biases), False),
                    (number(np.array(total), np.array(sums)), True),
                    (words.so_lights(out), False),
                )
                for total, out in zip(sums, outs)
            ),
            **more,
        )
        return self._step("into-the-neuron", act, layer)

    def _again(self) -> FilmStep:
        found = self._found
        again = found.again
        assert again is not None
        cells = (found.wrong.outputs, again.outputs)
        count = cells[0].shape[0]
        shown = list(range(count))
        if count > MOST:
            shown = sorted(
                {*telling([one.array for one in cells], MOST), *found.rivals}
            )
        is_binary = found.wrong.is_binary
        answers = found.wrong.answered, again.answered
        act = _act(
            words.again_title(
                again.answered, is_mended=again.answered == found.wrong.wanted
            ),
            words.again_lead(found, self._label(again.step)),
            words.again_outcome(found),
            said("later", "之后"),
            LONGER,
            headings=words.before_and_after(found.wrong.example),
            columns=tuple(_values(one)[np.array(shown)] for one in cells),
            called=self._name_of(cells[0]),
            labels=tuple(map(str, shown)),
            winners=tuple(0 if is_binary else shown.index(one) for one in answers),
            notes=tuple(
                (
                    (words.answer(one), True),
                    (words.verdict(one, found.wrong.wanted), False),
                )
                for one in answers
            ),
            shown_of=shown_of(shown, count),
        )
        return self._step("once-more", act, len(found.wrong.layers) - 1, is_lit=False)

    def _name_of(self, cells: Cells) -> str:
        """What the code calls the value that cells are of; "" if nothing."""
        value = cells.value
        made = self._roles.makers.maker(value)
        step = self._trace.steps[made.step] if made else None
        names = [value.name]
        while step is not None and len(names) < MOST_NAMES:
            names += [one.name for one in step.assigned if one.digest == value.digest]
            step = None if step.parent is None else self._trace.steps[step.parent]
        return short(code(next(filter(None, names), "") or value.expression), 30)

    def _label(self, step: int) -> str:
        """Which round of a training a step is of, "" if of none."""
        training = self._roles.read(training_rounds)
        if not isinstance(training, Training):
            return ""
        for index, place in enumerate(training.loop.passes):
            if place.first <= step <= place.last:
                return round_label(training, index)
        return ""

    def _step(
        self, slug: str, act: TwoExamplesAct, layer: int, *, is_lit: bool = True
    ) -> FilmStep:
        """A step told with the statement of a layer's product."""
        operation = self._found.wrong.layers[layer].product.operation
        step = self._trace.steps[operation.step]
        span: Span | None = step.span if is_lit else None
        return FilmStep(slug, act.step_name, step.function, span, (act,))


def _act(title, lead, outcome, step_name, seconds=SECONDS, **more) -> TwoExamplesAct:
    return TwoExamplesAct(
        result=None,
        result_name="",
        seconds=seconds,
        title=title,
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=TOLD if outcome else 0.0,
        step_name=step_name,
        **more,
    )


def _values(cells: Cells) -> Values:
    return Values.of(cells.value).laid(cells.layout)


def _pair(arrays, index: int) -> tuple[str, str]:
    """The numbers of both at a place, written alike."""
    both = np.concatenate([one.astype(float) for one in arrays])
    one, other = (number(array[index].astype(float), both) for array in arrays)
    return one, other


def _made_by(one: Answered, index: int) -> Cells:
    """What a layer gives to the next one."""
    layer = one.layers[index]
    return layer.of_neurons(layer.result)


def _lead_of(one: Answered, found: Mistake) -> float:
    """By how much the sum of the wrong answer is above that of the right one."""
    last, (right, wrong) = one.layers[-1], found.rivals
    sums = last.of_neurons(last.pre_activations).array.astype(float)
    if one.is_binary:
        return float(sums[0] if wrong else -sums[0])
    return float(sums[wrong] - sums[right])


def _pulls(one: Answered, found: Mistake) -> Computed:
    """How each of the last layer's inputs pulls from the right answer (below
    zero) to the wrong one (above), (count,) floats."""
    last = one.layers[-1]
    weights, inputs = _values(last.weights), _values(last.source)
    given = _called(last.source)
    right, wrong = found.rivals
    if one.is_binary:
        sign, minus = (1.0, "") if wrong else (-1.0, "-")
        text = f"{minus}{_row(last, 0)} * {given}"
        return computed(
            lambda row, cells: sign * row.astype(float) * cells.astype(float),
            weights[0],
            inputs,
            name=text,
            expression=text,
        )
    text = f"({_row(last, wrong)} - {_row(last, right)}) * {given}"
    return computed(
        lambda to, since, cells: (
            (to.astype(float) - since.astype(float)) * cells.astype(float)
        ),
        weights[wrong],
        weights[right],
        inputs,
        name=text,
        expression=text,
    )


def _weighed_inputs(dense: DenseLayer, neuron: int, picture: Values | None) -> Computed:
    """Each input times its weight, of one neuron; shaped as the picture."""
    row = _values(dense.weights)[neuron]
    inputs = _values(dense.source) if picture is None else picture
    text = f"{_row(dense, neuron)} * {_called(dense.source)}"
    return computed(
        np.multiply,
        row if picture is None else row.reshape(*picture.shape),
        inputs,
        name=text,
        expression=text,
    )


def _row(layer: DenseLayer, neuron: int) -> str:
    """What the code would write to get the weights of a neuron."""
    index = str(neuron) if layer.is_left else f":, {neuron}"
    return f"{_called(layer.weights)}[{index}]"


def _called(cells: Cells) -> str:
    return short(code(cells.name or cells.value.expression), 24)
