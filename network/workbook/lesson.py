"""What a trace of DigitNetwork.learn holds, as the workbook shows it."""

from dataclasses import dataclass

import numpy as np

from network.digit_network import DigitNetwork
from network.digits.weight_files import NAMES
from network.files.user_error import UserError
from network.runs.default_traces import record_digit
from network.trace import Trace
from network.workbook.layout import MAX_HIDDEN

STEPS = (
    "hidden-pre-sigmoid",
    "hidden-neurons",
    "output-pre-sigmoid",
    "output-neurons",
    "detected",
    "output-delta",
    "hidden-to-output-adjustment",
    "hidden-to-output-weights",
    "output-biases",
    "sigmoid-differential",
    "hidden-error",
    "hidden-delta",
    "input-to-hidden-adjustment",
    "input-to-hidden-weights",
    "hidden-biases",
)
# Beyond it EXP has no value in a spreadsheet, and a neuron shows an error.
MOST_SUM = 700


class WorkbookError(UserError, ValueError):
    """A workbook that cannot be made: what was expected, what came."""


@dataclass(frozen=True)
class Lesson:
    """One learning step.

    Attributes:
        source: where the image is from, "drawn digit 7".
        weights: name of the folder that the weights are from.
        label: the digit 0..9 that it learns that the image shows.
        learn_rate: how much of an adjustment is taken off.
        image: (784, 1) in 0..1.
        before, after: the four arrays of weight_files.NAMES, by name.
        values: what each step of STEPS assigned, by the step's name.
        code: the statement of each step, in one line.
        again: (H, 1) hidden and (10, 1) output neurons of the same image
            after the step.
    """

    source: str
    weights: str
    label: int
    learn_rate: float
    image: np.ndarray
    before: dict[str, np.ndarray]
    after: dict[str, np.ndarray]
    values: dict[str, np.ndarray]
    code: dict[str, str]
    again: tuple[np.ndarray, np.ndarray]

    @property
    def hidden(self):
        """H, the number of hidden neurons."""
        return len(self.before["hidden_biases"])

    @property
    def detected(self):
        """The digit that the image was read as."""
        return int(self.values["detected"])

    @classmethod
    def of(cls, trace: Trace):
        """Take a lesson out of a trace.

        Raises:
            WorkbookError: it is no trace of DigitNetwork.learn, or one that
                a spreadsheet cannot hold.
            TraceError: the trace file is damaged.
        """
        steps = {step.slug.rpartition("/")[2]: step for step in trace.steps}
        before = {value.name: value.array for value in trace.attributes}
        inputs = {value.name: value.array for value in trace.inputs}
        missing = (
            [name for name in STEPS if name not in steps or not steps[name].assigned]
            + [name for name in (*NAMES, "learn_rate") if name not in before]
            + [name for name in ("image", "expected_output") if name not in inputs]
        )
        came = _difference(trace, missing)
        if came:
            raise WorkbookError(
                f"expected a whole trace of DigitNetwork.learn, got one {came}"
                f"; record one with network trace --learn"
            )
        values = {name: steps[name].assigned[0].array for name in STEPS}
        after = {name: values[name.replace("_", "-")] for name in NAMES}
        network = DigitNetwork(hidden=len(before["hidden_biases"]))
        vars(network).update(after)
        lesson = cls(
            source=trace.about.get("source", ""),
            weights=trace.about.get("weights", ""),
            label=int(np.argmax(inputs["expected_output"])),
            learn_rate=float(before.pop("learn_rate")),
            image=inputs["image"],
            before=before,
            after=after,
            values=values,
            code={name: _in_one_line(steps[name].text) for name in STEPS},
            again=network.forward(inputs["image"]),
        )
        _check(lesson)
        return lesson


def _in_one_line(statement):
    """A statement's text without its line breaks."""
    return " ".join(statement.split()).replace("( ", "(")


def _difference(trace, missing):
    """What a trace is instead of a whole one of DigitNetwork.learn, or ""."""
    if trace.call != "DigitNetwork.learn":
        return f"of {trace.call}"
    if trace.error:
        return f"that ended with {trace.error}"
    if not trace.complete:
        return "that was interrupted"
    return f"without {', '.join(missing)}" if missing else ""


def record_lesson(*, learn=None, **digit):
    """Record how the network learns a digit.

    Args:
        learn: the label 0..9; None: the digit's own where it is known, else
            the one that the network reads.
        digit: digit, image, mnist and weights, as record_digit takes them.

    Raises:
        as record_digit, and WorkbookError.
    """
    if learn is None:
        reading = record_digit(**digit)
        learn = int(reading.about.get("label", reading.result.array))
    return Lesson.of(record_digit(learn=learn, **digit))


def _check(lesson):
    """Refuse what a spreadsheet cannot hold or compute."""
    if lesson.hidden > MAX_HIDDEN:
        raise WorkbookError(
            f"expected at most {MAX_HIDDEN} hidden neurons, which a "
            f"spreadsheet can still open, got {lesson.hidden}; choose smaller "
            f"weights with --weights"
        )
    for name in ("hidden-pre-sigmoid", "output-pre-sigmoid"):
        largest = np.abs(lesson.values[name]).max()
        if not largest < MOST_SUM:
            raise WorkbookError(
                f"expected sums below {MOST_SUM}, since a spreadsheet's EXP "
                f"goes no further, got {largest:.3g} in {name}; choose other "
                f"weights with --weights"
            )
    hidden_neurons, output_neurons = lesson.again
    written = {
        "learn_rate": lesson.learn_rate,
        "image": lesson.image,
        **lesson.before,
        **lesson.values,
        "the hidden neurons after the step": hidden_neurons,
        "the output neurons after the step": output_neurons,
    }
    for name, values in written.items():
        if not np.isfinite(values).all():
            raise WorkbookError(
                f"expected finite numbers, since a spreadsheet has no other, "
                f"got some that are not in {name}; record a step without them"
            )
