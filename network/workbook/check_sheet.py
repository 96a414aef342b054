"""The sheet Check: values to work out by hand, and whether they are right."""

from dataclasses import dataclass

import numpy as np

from network.digits.sizes import DIGITS, SIDE
from network.workbook.film_links import write_link

NAME = "Check"
FIRST = 5  # row of the first exercise
ANSWER, VERDICT = 2, 3


@dataclass(frozen=True)
class Exercise:
    """Something to work out.

    Attributes:
        step: slug of the step of the film that it is about.
        question: what to do, with what.
        answer: formula of the right value, without "=".
        within: how far from it an answer may be.
    """

    step: str
    question: str
    answer: str
    within: float


def exercises(lesson):
    """The exercises, for the workbook's digit, label and learning rate."""
    row, place = _inked(lesson.image)
    pixel = f"INDEX(number,{row + 1},{place + 1})"
    weight = f"INDEX(weight_1_1,{row + 1},{place + 1})"
    cell = f"row {row + 1}, column {place + 1}"
    hidden = min(2, lesson.hidden)
    output = lesson.label + 1
    return (
        Exercise(
            "image",
            f"The pixels are counted row after row, from 1. "
            f"Which number has the pixel in {cell} of Number?",
            f"{SIDE}*{row}+{place + 1}",
            0,
        ),
        Exercise(
            "hidden-pre-sigmoid",
            f"What does the pixel in {cell} send to hidden neuron 1: "
            f"pixel times weight (Parameters, first block)? 3 decimals",
            f"{pixel}*{weight}",
            0.0006,
        ),
        Exercise(
            "hidden-pre-sigmoid",
            "The products of hidden neuron 1 sum to the number in E. "
            "Add its bias (Parameters, first row of the biases). "
            "2 decimals",
            "SUMPRODUCT(number,weight_1_1)+INDEX(bias_1,1)",
            0.006,
        ),
        Exercise(
            "hidden-neurons",
            f"Take sigmoid of hidden_pre_sigmoid of neuron {hidden} "
            f"(Learn): 1/(1+e^-x). 3 decimals",
            f"1/(1+EXP(-(SUMPRODUCT(number,weight_1_{hidden})"
            f"+INDEX(bias_1,{hidden}))))",
            0.0006,
        ),
        Exercise(
            "output-neurons",
            "How large is the largest output neuron (Number, column AE)? 2 decimals",
            "MAX(output_neurons)",
            0.006,
        ),
        Exercise(
            "detected",
            "Which digit does the network read?",
            "MATCH(MAX(output_neurons),output_neurons,0)-1",
            0,
        ),
        Exercise(
            "output-delta",
            "The output neuron of the digit shown (the "
            "label on Learn), less what it should be. "
            "3 decimals, with its sign",
            "INDEX(output_neurons,label+1)-1",
            0.0006,
        ),
        Exercise(
            "output-delta",
            f"And of the digit {_other(lesson.label)}, "
            f"if it is not the one shown: output less 0. "
            f"3 decimals",
            f"INDEX(output_delta,{_other(lesson.label) + 1})",
            0.0006,
        ),
        Exercise(
            "hidden-to-output-adjustment",
            f"The adjustment of the weight from hidden neuron 1 to digit "
            f"{lesson.label}: its output_delta times the neuron. "
            f"3 decimals",
            f"INDEX(output_delta,{output})*INDEX(hidden_neurons,1)",
            0.0006,
        ),
        Exercise(
            "hidden-to-output-weights",
            f"That weight (Parameters, heading w(3-{output},1)) less "
            f"learn_rate times its adjustment. 3 decimals",
            f"INDEX(weight_2_{output},1)-learn_rate*"
            f"INDEX(output_delta,{output})*INDEX(hidden_neurons,1)",
            0.0006,
        ),
        Exercise(
            "sigmoid-differential",
            f"The slope at hidden neuron {hidden}: y times (1 - y). 3 decimals",
            f"INDEX(hidden_neurons,{hidden})*(1-INDEX(hidden_neurons,{hidden}))",
            0.0006,
        ),
        Exercise(
            "hidden-error",
            "hidden_error of neuron 1: each updated weight of its column "
            "times the output_delta of the digit, summed. 3 decimals",
            "+".join(
                f"INDEX(learned_weight_2_{d},1)*INDEX(output_delta,{d})"
                for d in range(1, DIGITS + 1)
            ),
            0.0006,
        ),
        Exercise(
            "input-to-hidden-adjustment",
            f"A pixel without ink: by how much is the weight of hidden "
            f"neuron 1 for pixel {_blank(lesson.image)} adjusted?",
            _adjustment(_blank(lesson.image)),
            0,
        ),
        Exercise(
            "detected",
            "Draw a 1 on the sheet Draw (or choose an "
            "example) so that it is read as 1. Type what "
            "is read there.",
            "IF(MATCH(MAX(seen_output_neurons),seen_output_neurons,0)=2,1,1000000)",
            0,
        ),
    )


def write_check(book, lesson, site):
    """Write the sheet."""
    sheet = book.sheet(NAME, tab="#C9A227")
    page = sheet.page
    for column, width in ((0, 200), (1, 560), (2, 110), (3, 120), (4, 130)):
        page.set_column_pixels(column, column, width)
    sheet.text(0, 0, "Check: work it out by hand", "title")
    sheet.text(
        1,
        0,
        "Type your value into a yellow cell. The answers follow "
        "the image, the label and the learning rate of this "
        "workbook.",
        "quiet",
    )
    questions = exercises(lesson)
    last = FIRST + len(questions) - 1
    verdicts = f"$D${FIRST + 1}:$D${last + 1}"
    sheet.formula(
        2,
        0,
        f'=COUNTIF({verdicts},"CORRECT")&" of {len(questions)} correct"',
        f"0 of {len(questions)} correct",
        "bold",
    )
    for column, text in enumerate(
        ("step of the film", "question", "your value", "", "given")
    ):
        sheet.text(FIRST - 1, column, text, "head")
    for row, exercise in enumerate(questions, start=FIRST):
        page.set_row_pixels(row, 40)
        write_link(sheet, row, 0, exercise.step, site)
        sheet.text(row, 1, exercise.question, "wrapped", valign="vcenter")
        page.write_blank(row, ANSWER, None, sheet.style("input"))
        answer = f"C{row + 1}"
        sheet.formula(
            row,
            VERDICT,
            f"=IF(ISNUMBER({answer}),IF(ABS({answer}-("
            f'{exercise.answer}))<={exercise.within},"CORRECT","not yet"),'
            f'"not yet")',
            "not yet",
            "verdict",
        )
    total = lesson.before["input_to_hidden_weights"][0] @ lesson.image
    sheet.formula(
        FIRST + 2,
        4,
        "=SUMPRODUCT(number,weight_1_1)",
        total.item(),
        num_format="0.0000",
    )
    page.conditional_format(
        FIRST,
        VERDICT,
        last,
        VERDICT,
        {
            "type": "cell",
            "criteria": "==",
            "value": '"CORRECT"',
            "format": book.file.add_format(
                {"bg_color": "#BFE8C8", "font_color": "#14532D"}
            ),
        },
    )
    page.freeze_panes(FIRST, 0)
    page.repeat_rows(FIRST - 1)


def _inked(image):
    """Row and column of a pixel that is neither empty nor full."""
    grey = np.abs(image - 0.6).reshape(SIDE, SIDE)
    return tuple(map(int, np.unravel_index(np.argmin(grey), grey.shape)))


def _blank(image):
    """Number, from 1, of the emptiest pixel."""
    return int(np.argmin(image)) + 1


def _adjustment(number):
    row, place = divmod(number - 1, SIDE)
    return f"INDEX(hidden_delta,1,1)*INDEX(number,{row + 1},{place + 1})"


def _other(label):
    """A digit that is not the label."""
    return 9 if label != 9 else 4
