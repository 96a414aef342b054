"""Two digits side by side: the steps of a film of where they part ways."""

import numpy as np

from scenes import wording
from scenes.film_error import FilmError
from scenes.plans import Act, plan_comparison
from scenes.stage import arrange
from scenes.storyboard import FilmStep

COLUMNS = ("hidden_pre_sigmoid", "hidden_neurons", "output_pre_sigmoid",
           "output_neurons")
SECONDS = {"images": 5.0, "column": 5.0, "answer": 6.0, "parting": 9.0}


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
            twins.answer_step(), twins.parting_step(), twins.mended_step())


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
            wording.twins_lead(name, len(arrays[0])),
            wording.twins_apart(name, len(arrays[0]), apart, *arrays),
            like=second, shows="column", focus=apart)
        return self._step(wording.code(name).replace("_", "-"),
                          wording.plain(name), act, step)

    def answer_step(self):
        step, second, values = self._pair("output_neurons")
        answers = self.answers[:2]
        title, lead = wording.twins_answer(*answers)
        act = self._act("twins", values, title, lead, "", like=second,
                        shows="answer", focus=None, answers=answers)
        return self._step("output-neurons", wording.said("answers", "答案"),
                          act, step)

    def parting_step(self):
        step, rows, _ = self._pair("output_pre_sigmoid")
        product = next(act for act in step.acts if act.kind == "rows")
        weights = product.operands[0].array.astype(float)
        hidden = [value.array.ravel().astype(float)
                  for value in self._pair("hidden_neurons")[2]]
        right, wrong = self.answers[:2]
        pulls = [(weights[wrong] - weights[right]) * one for one in hidden]
        totals = [float(value.array[wrong, 0]) - float(value.array[right, 0])
                  for value in self._pair("output_pre_sigmoid")[2]]
        apart = int(np.argmax(np.abs(pulls[1] - pulls[0])))
        title, lead = wording.parting(right, wrong)
        act = self._act(
            "twins", self._pair("hidden_neurons")[2], title, lead,
            wording.parting_turn(apart, pulls),
            like=product, shows="parting", focus=apart, arrays=pulls,
            totals=totals, rivals=(right, wrong))
        return self._step("where-they-part", wording.said(
            "where they part", "分道扬镳之处"), act, step)

    def mended_step(self):
        before = self.made["output_neurons"][1][1].result
        after = self.made["output_neurons"][-1][1].result
        step, _ = self.made["hidden_to_output_weights"][-1]
        act = plan_comparison("output_neurons", before, after)
        title, lead = wording.mended(self.answers[1], self.answers[-1])
        act = Act(**{**vars(act), "title": title, "lead": lead,
                     "caption": wording.in_a_row(lead, act.caption)})
        return FilmStep("mended", wording.said("one learning step", "学习一步"),
                        step.function, None, (act,))
