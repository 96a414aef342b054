"""What a trace of DigitNetwork.learn holds, as the workbook shows it."""

from dataclasses import dataclass

import numpy as np

from network.digit_network import DigitNetwork
from network.digits.sizes import DIGITS
from network.digits.weight_files import NAMES
from network.files.user_error import UserError
from network.recorder import record
from network.runs.default_traces import DEFAULT_WEIGHTS, record_digit
from network.trace import Trace
from network.workbook.layout import MAX_HIDDEN
from network.workbook.offered_images import (
    Choice,
    drawn_choices,
    is_hard,
    mnist_choices,
    with_own,
)
from network.workbook.reading_marks import Marks, reading_marks
from network.workbook.spelling import MOST_SUM

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
# Read at 0.88 by the weights 784-30-10, and better after a step.
DEFAULT_DIGIT = "1-leaning"


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
        choices: the images that the reader can choose from.
        chosen: the place, from 0, of `image` among them.
        marks: how well the weights read the test images.
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
    choices: tuple[Choice, ...]
    chosen: int
    marks: Marks = Marks()

    @property
    def hidden(self):
        """H, the number of hidden neurons."""
        return len(self.before["hidden_biases"])

    @property
    def detected(self):
        """The digit that the image was read as."""
        return int(self.values["detected"])

    def made_with(self, say):
        """Where the image is from, or what the workbook calls it where the name of
        its source would tell the digit.

        Args:
            say: Book.say, which chooses the language.
        """
        choice = self.choices[self.chosen]
        return self.source if choice.is_told else say(*choice.name)

    @classmethod
    def of(cls, trace: Trace, choices=(), marks=None):
        """Take a lesson out of a trace.

        Args:
            choices: more images to choose from than the drawn ones.
            marks: Marks of the weights; None: nobody says.

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
        known = trace.about.get("label", "")
        choices, chosen = with_own(
            (*drawn_choices(), *choices),
            inputs["image"],
            trace.about.get("source", ""),
            int(known) if known in tuple("0123456789") else None,
        )
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
            choices=choices,
            chosen=chosen,
            marks=marks or Marks(),
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


def record_lesson(
    *,
    learn=None,
    digit=None,
    image=None,
    mnist=None,
    picture=None,
    weights=DEFAULT_WEIGHTS,
):
    """Record how the network learns a digit.

    Args:
        learn: the label 0..9; None: the digit's own where it is told, else
            the one that the network reads.
        digit, image, mnist, picture, weights: as record_digit takes them, the
            digit DEFAULT_DIGIT where no other is given; with mnist there are
            twenty of its images to choose from.

    Raises:
        as record_digit, and WorkbookError.
    """
    one = {"digit": digit, "image": image, "mnist": mnist, "picture": picture}
    if all(given is None for given in one.values()):
        one["digit"] = DEFAULT_DIGIT
    one["weights"] = weights
    if learn is None:
        reading = record_digit(**one)
        (shown,) = (one.array for one in reading.inputs if one.name == "image")
        is_told = mnist is None and not is_hard(shown)
        known = reading.about.get("label") if is_told else None
        learn = int(reading.result.array if known is None else known)
    more = mnist_choices(*mnist) if mnist is not None else ()
    marks = reading_marks(weights)
    return Lesson.of(record_digit(learn=learn, **one), more, marks)


def is_of_digits(trace):
    """Whether a trace is of the digits' network, reading one or learning."""
    return trace.call in ("DigitNetwork.learn", "DigitNetwork.detect")


def lesson_of(trace):
    """The Lesson of a trace of the digits' network.

    Of a reading it is how the same network then learns the same image: as
    what it shows or, where that is not told, as what was read.

    Raises:
        WorkbookError: as Lesson.of.
    """
    if trace.call == "DigitNetwork.learn":
        return Lesson.of(trace)
    before = {value.name: value.array for value in trace.attributes}
    images = [value.array for value in trace.inputs if value.name == "image"]
    missing = [name for name in NAMES if name not in before]
    if missing or not images or trace.error or not trace.complete:
        came = _difference(trace, missing or ["image"])
        raise WorkbookError(
            f"expected a whole trace of DigitNetwork, got one {came}; record one "
            f"with network trace"
        )
    network = DigitNetwork(hidden=len(before["hidden_biases"]))
    vars(network).update({name: before[name].copy() for name in NAMES})
    known = "" if is_hard(images[0]) else trace.about.get("label", "")
    label = int(known) if known in tuple("0123456789") else network.detect(images[0])
    expected = (np.arange(DIGITS) == int(label))[:, None] * 1.0
    return Lesson.of(
        record(network.learn, images[0], expected, about=dict(trace.about))
    )


def _check(lesson):
    """Refuse what a spreadsheet cannot hold or compute."""
    if lesson.hidden > MAX_HIDDEN:
        raise WorkbookError(
            f"expected at most {MAX_HIDDEN} hidden neurons, which a "
            f"spreadsheet can still open, got {lesson.hidden}; choose smaller "
            f"weights with --weights"
        )
    for name, sums in _sums(lesson):
        largest = np.abs(sums).max()
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


def _sums(lesson):
    """What sigmoids are taken of, of any image that can be chosen, by name."""
    before = lesson.before
    images = np.hstack([lesson.image, *(choice.image for choice in lesson.choices)])
    hidden = before["hidden_biases"] + before["input_to_hidden_weights"] @ images
    yield "hidden-pre-sigmoid", hidden
    neurons = 1 / (1 + np.exp(-hidden))
    yield (
        "output-pre-sigmoid",
        before["output_biases"] + before["hidden_to_output_weights"] @ neurons,
    )
