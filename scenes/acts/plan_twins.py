"""Two digits side by side: the steps of a film of where they part ways."""

from dataclasses import replace
from functools import cached_property

import numpy as np

from scenes import words as wording
from scenes.reading.film_error import FilmError
from scenes.acts.plan_comparison import plan_comparison
from scenes.acts.legacy import Act
from scenes.reading import shapes as arrange
from scenes.acts.film_step import FilmStep
from scenes.acts.derived import pull

COLUMNS = ("hidden_pre_sigmoid", "hidden_neurons", "output_pre_sigmoid",
           "output_neurons")
SECONDS = {"images": 5.0, "column": 6.2, "answer": 6.0, "parting": 9.0,
           "strokes": 9.5}


def twin_steps(trace, steps):
    """The film steps of a trace that reads two digits and learns from one.

    Args:
        steps: the trace's own film steps; each act that occurs for both
            digits becomes one in which both are seen.

    Raises:
        FilmError: the trace does not read two images, or reads both alike,
            or does not learn from the second and look again.
    """
    made = {}
    for step in steps:
        for act in step.acts:
            made.setdefault(act.result_name, []).append((step, act))
    images = tuple(value for value in trace.inputs if value.shape
                   and np.prod(value.shape) in arrange.PICTURES)
    answers = [int(act.result.array) for _, act in made.get("detected", ())
               if act.result.shape == () and act.result.dtype.kind in "iu"]
    if len(images) != 2 or len(answers) < 3 or answers[0] == answers[1] \
            or not _is_network(made, answers):
        raise FilmError(
            "expected a trace that reads one image right and another wrong, "
            "learns from the second and reads it once more, got "
            f"{len(images)} images read as {answers}")
    twins = _Twins(images, made, answers)
    return (twins.images_step(),
            *(twins.column_step(name) for name in COLUMNS[:3]),
            twins.answer_step(), twins.parting_step(),
            *twins.strokes_steps(), twins.mended_step())


def _is_network(made, answers):
    """Whether each of the COLUMNS is computed three times alike, the last of
    them row by row from those before, and its weights are changed."""
    for name in COLUMNS:
        shapes = {act.result.shape for _, act in made.get(name, ())}
        if len(made.get(name, ())) < 3 or len(shapes) != 1 \
                or shapes.pop()[1:] != (1,):
            return False
    hidden, output = (made[name][1] for name in COLUMNS[1:3])
    return "hidden_to_output_weights" in made \
        and all(0 <= one < output[1].result.shape[0] for one in answers) \
        and any(act.kind == "rows"
                and act.operands[1].shape == hidden[1].result.shape
                for act in output[0].acts)


class _Twins:
    """What is told of two images, by name."""

    def __init__(self, images, made, answers):
        self.images, self.made, self.answers = images, made, answers

    def _pair(self, name):
        """The (step, act) of the second digit, and both values."""
        (_, first), (step, second) = self.made[name][:2]
        return step, second, (first.result, second.result)

    def _step(self, slug, name, act, at):
        return FilmStep(slug, name, at.function, at.statement, (act,))

    def _act(self, kind, values, title, lead, caption, *, like=None,
             **options):
        # What no line computes has none of it marked, and no name of it.
        is_computed = like and options["shows"] != "parting"
        return Act(kind, like.operations if like else (), values, values[1],
                   like.result_name if is_computed else values[1].name,
                   SECONDS[options["shows"]], title, lead,
                   wording.in_a_row(lead, caption),
                   like.mark if is_computed else None,
                   like.shapes if is_computed else "",
                   options={"images": self.images, **options})

    def images_step(self):
        step, _, _ = self._pair("hidden_pre_sigmoid")
        title, lead = wording.twins_images(self.answers[0])
        act = self._act("twins", self.images, title, lead, "",
                        shows="images")
        return FilmStep("two-digits", wording.said("two digits", "两个数字"),
                        step.function, None, (act,))

    def column_step(self, name):
        step, second, values = self._pair(name)
        arrays = [value.array.ravel().astype(float) for value in values]
        apart = int(np.argmax(np.abs(arrays[1] - arrays[0])))
        act = self._act(
            "twins", values, wording.twins_title(name),
            wording.twins_lead(name, *self.answers[:2]),
            wording.twins_apart(name, len(arrays[0]), apart, *arrays),
            like=second, shows="column", focus=apart)
        return self._step(wording.code(name).replace("_", "-"),
                          wording.twins_name(name), act, step)

    def answer_step(self):
        step, second, values = self._pair("output_neurons")
        answers = self.answers[:2]
        title, lead = wording.twins_answer(*answers)
        act = self._act("twins", values, title, lead, "", like=second,
                        shows="answer", focus=None, answers=answers)
        return self._step("output-neurons", wording.said("answers", "答案"),
                          act, step)

    @cached_property
    def _product(self):
        """The act of the product of the output layer."""
        step, _, _ = self._pair("output_pre_sigmoid")
        return next(act for act in step.acts if act.kind == "rows")

    @cached_property
    def _pulls(self):
        """How each hidden neuron pulls from right to wrong, of both: two
        sources.Computed."""
        rivals = self.answers[:2]
        return [pull(self._product.operands[0], value, rivals,
                     name=wording.pull(*rivals))
                for value in self._pair("hidden_neurons")[2]]

    @cached_property
    def _apart(self):
        """Index of the hidden neuron whose pulls differ most."""
        first, second = (pulls.array for pulls in self._pulls)
        return int(np.argmax(np.abs(second - first)))

    def parting_step(self):
        step, _, _ = self._pair("output_pre_sigmoid")
        right, wrong = self.answers[:2]
        totals = [float(value.array[wrong, 0]) - float(value.array[right, 0])
                  for value in self._pair("output_pre_sigmoid")[2]]
        title, lead = wording.parting(right, wrong)
        act = self._act(
            "twins", self._pair("hidden_neurons")[2], title, lead,
            wording.parting_turn(self._apart, [
                pulls.array for pulls in self._pulls]),
            like=self._product, shows="parting", focus=self._apart,
            pulls=self._pulls, totals=totals, rivals=(right, wrong))
        return self._step("where-they-part", wording.said(
            "where they part", "分道扬镳之处"), act, step)

    def strokes_steps(self):
        """The weights of the neuron that parts the two most, times both; no
        step where they are no picture's."""
        products = [act for step, _ in self.made["hidden_pre_sigmoid"][:2]
                    for act in step.acts if act.kind == "sheets"]
        if len(products) != 2:
            return ()
        index, step = self._apart, self._pair("hidden_pre_sigmoid")[0]
        values = tuple(act.result for act in products)
        totals, neurons = ([float(value.array[index, 0]) for value in pair]
                           for pair in (values,
                                        self._pair("hidden_neurons")[2]))
        title, lead = wording.strokes(index)
        act = self._act(
            "strokes", values, title, lead, wording.strokes_turn(),
            like=products[1], shows="strokes", focus=index,
            weights=products[1].operands[0],
            totals=totals, neurons=neurons)
        return (self._step("strokes", wording.said("strokes", "笔画"), act,
                           step),)

    def mended_step(self):
        before = self.made["output_neurons"][1][1].result
        after = self.made["output_neurons"][-1][1].result
        step, _ = self.made["hidden_to_output_weights"][-1]
        act = plan_comparison("output_neurons", before, after)
        title, lead = wording.mended(self.answers[1], self.answers[-1])
        act = replace(
            act, kind="mended", title=title, lead=lead,
            caption=wording.in_a_row(lead, act.caption),
            options={**act.options, "image": self.images[1],
                     "answers": (self.answers[1], self.answers[-1]),
                     "right": self.answers[0]})
        return FilmStep("mended", wording.said("one learning step", "学习一步"),
                        step.function, None, (act,))
