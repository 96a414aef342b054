"""The steps of the film of a wrong answer beside a right one."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from network.trace import Span, Trace
from scenes.acts import two_examples_words as words
from scenes.acts.example_columns import (
    LONGER,
    MOST,
    called_in,
    chosen_bars,
    column_bars,
    round_of,
    two_examples,
    values_of,
)
from scenes.acts.example_pulls import ahead, pulls_of, weighed_inputs
from scenes.acts.film_step import FilmStep
from scenes.acts.two_examples import TwoExamplesAct, telling
from scenes.reading.answered_examples import Answered
from scenes.reading.film_error import FilmError
from scenes.reading.forward_pass import picture_cells
from scenes.reading.neuron_cells import Cells
from scenes.reading.rival_answers import Mistake, NoMistake, mistake
from scenes.reading.roles_once import known_roles
from scenes.reading.value_roles import Roles
from scenes.stage.values import Values
from scenes.words.naming import number, said


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
        f"gives {found.count} answers, {found.right} of them right, but none of these "
        "with the weights and an answer of a wrong one; record a batch of more examples"
    )


class _Told:
    """What is told of a Mistake."""

    def __init__(self, trace: Trace, roles: Roles, found: Mistake) -> None:
        self._trace, self._roles, self._found = trace, roles, found
        self._both = found.right, found.wrong
        self._headings = (
            words.heading(found.right.number, is_right=True),
            words.heading(found.wrong.number, is_right=False),
        )
        pictures = [picture_cells(roles, one.layers[0]) for one in self._both]
        self._pictures = tuple(values_of(one) for one in pictures if one is not None)
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
            more["called"] = called_in(self._roles, cells[1])
        act = two_examples(
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
        bars, apart = column_bars([values_of(one) for one in cells])
        return bars, words.most_apart(*apart)

    def _layer(self, index: int) -> FilmStep:
        cells = [_made_by(one, index) for one in self._both]
        more, outcome = self._column(cells)
        name = called_in(self._roles, cells[1]) or words.layer(index + 1)
        act = two_examples(
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
        act = two_examples(
            words.outputs_title(),
            words.outputs_lead(is_binary=found.wrong.is_binary),
            words.outputs_outcome(found),
            said("answers", "答案"),
            headings=self._headings,
            pictures=self._pictures,
            **self._answers(cells, [(one.answered, one.wanted) for one in self._both]),
        )
        return self._step("outputs", act, len(found.wrong.layers) - 1)

    def _answers(
        self, cells: Sequence[Cells], answers: Sequence[tuple[int, int]]
    ) -> dict[str, Any]:
        """A bar for each output, of many for those that differ most and those that
        are spoken of.

        Args:
            cells: the outputs of each side.
            answers: (what is answered, what is wanted) of each.
        """
        first, _ = cells
        values = [values_of(one) for one in cells]
        shown = most = telling([one.array for one in values], MOST)
        is_binary = self._found.wrong.is_binary
        if not is_binary:
            spoken_of = (index for pair in answers for index in pair)
            shown = sorted({*shown, *self._found.rivals, *spoken_of})
        return {
            **chosen_bars(values, shown),
            "shown_of": words.answers_shown(len(most), len(shown), first.shape[0]),
            "called": called_in(self._roles, first),
            "winners": tuple(
                0 if is_binary else shown.index(answered) for answered, _ in answers
            ),
            "notes": tuple(
                (
                    (words.answer(answered), True),
                    (words.verdict(answered, wanted), False),
                )
                for answered, wanted in answers
            ),
        }

    def _parting(self) -> Iterator[FilmStep]:
        """Which neurons make the difference, and what goes into the first."""
        found = self._found
        is_input = len(found.wrong.layers) == 1
        pulls = [pulls_of(one, found) for one in self._both]
        bars, apart = column_bars([Values(one) for one in pulls])
        neuron = apart[0]
        act = two_examples(
            words.pulls_title(),
            words.pulls_lead(found, is_input=is_input),
            words.pulls_outcome(*apart),
            said("where they part", "分道扬镳之处"),
            LONGER,
            headings=self._headings,
            pictures=self._pictures,
            called=pulls[1].name,
            notes=tuple(map(self._total, self._both)),
            **bars,
        )
        yield self._step("where-they-part", act, len(found.wrong.layers) - 1)
        if not is_input:
            yield self._weighed(neuron)

    def _total(self, one: Answered):
        """What all pulls of an example add up to."""
        last, (right, wrong) = one.layers[-1], self._found.rivals
        both = np.array([ahead(each, self._found) for each in self._both])
        total = ahead(one, self._found)
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
            made.append(weighed_inputs(dense, neuron, picture))
            total = dense.of_neurons(dense.pre_activations).array[neuron]
            sums.append(float(total))
            outs.append(_made_by(one, layer).array[neuron])
        more: dict[str, Any]
        weighed = [Values(one) for one in made]
        if self._pictures and layer == 0:
            more, outcome = {"pictures": tuple(weighed)}, ""
        else:
            more, apart = column_bars(weighed)
            more["called"] = made[1].name
            outcome = words.most_apart(*apart)
        has_biases = self._found.wrong.layers[layer].biases is not None
        act = two_examples(
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
        wanted = found.wrong.wanted
        answers = found.wrong.answered, again.answered
        act = two_examples(
            words.again_title(again.answered, is_mended=again.answered == wanted),
            words.again_lead(found, round_of(self._roles, again.step)),
            words.again_outcome(found),
            said("later", "之后"),
            LONGER,
            headings=words.before_and_after(found.wrong.number),
            **self._answers(
                (found.wrong.outputs, again.outputs), [(one, wanted) for one in answers]
            ),
        )
        return self._step("once-more", act, len(found.wrong.layers) - 1, is_lit=False)

    def _step(
        self, slug: str, act: TwoExamplesAct, layer: int, *, is_lit: bool = True
    ) -> FilmStep:
        """A step told with the statement of a layer's product."""
        operation = self._found.wrong.layers[layer].product.operation
        step = self._trace.steps[operation.step]
        span: Span | None = step.span if is_lit else None
        return FilmStep(slug, act.step_name, step.function, span, (act,))


def _made_by(one: Answered, index: int) -> Cells:
    """What a layer gives to the next one."""
    layer = one.layers[index]
    return layer.of_neurons(layer.result)
