"""What two digits are read as, side by side."""

from dataclasses import dataclass

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.twins import TOLD, Twins, TwinsAct, for_both
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box
from scenes.words.naming import in_a_row, said
from scenes.words.phrases import one_and_other, read_right_and_wrong

SECONDS = 5.4  # of the whole act


@dataclass(frozen=True, kw_only=True)
class TwinAnswersAct(TwinsAct):
    """The outputs for both images, its operands.

    Attributes:
        answers: what the images are read as; the first of them is right.
    """

    kind = "twin_answers"

    answers: tuple[int, int]


def two_answers(
    act: Act,
    outputs: tuple[Value, Value],
    images: tuple[Value, Value],
    answers: tuple[int, int],
) -> TwinAnswersAct:
    """The plan that shows what both images are read as.

    Args:
        act: that shows how the outputs are computed for the second of them.
        outputs: columns, of both.
        images: one read right, one read wrong.
        answers: what they are read as.
    """
    lead = said(
        "Look at the largest output: it is the answer.", "看最大的输出：它就是答案。"
    )
    told = _told(*answers)
    return TwinAnswersAct(
        **for_both(act, outputs),
        seconds=SECONDS,
        title=said("What is each read as?", "各读作什么？"),
        lead=lead,
        caption=in_a_row(lead, told),
        outcome=told,
        outcome_at=TOLD,
        step_name=said("answers", "答案"),
        images=images,
        answers=answers,
    )


def _told(right, wrong):
    return said(
        "They are read as {right} and {wrong}.",
        "分别读作 {right} 和 {wrong}。",
        right=right,
        wrong=wrong,
    )


class TwinAnswers(Twins):
    """Both columns of outputs; then the largest of each is the answer."""

    act: TwinAnswersAct

    def build(self):
        super().build()
        self.bring_columns(
            self.act.operands, self.act.operands, name=self.act.result_name
        )
        for half, answer in zip(self.halves, self.act.answers):
            beside = self.beside_image(half, 44)
            drop = 0 if self.stage.is_tall else 16
            right = answer == self.act.answers[0]
            self.below.append(
                self.bring(
                    Label(
                        str(answer),
                        Box(beside.left, beside.top + drop, beside.width, 200),
                        size=180,
                        weight=600,
                        color=palette.RIGHT if right else palette.WRONG,
                    )
                )
            )
            self.below.append(
                self.bring(
                    Label(
                        said("right", "对") if right else said("wrong", "错"),
                        Box(beside.left, beside.top + drop + 190, beside.width, 30),
                        size=20,
                        color=palette.RIGHT if right else palette.WRONG,
                    )
                )
            )

    def move(self, time):
        super().move(time)
        names = read_right_and_wrong() if time >= TOLD else one_and_other()
        for picture, name in zip(self.pictures, names):
            picture.name_text = name
        for column, answer in zip(self.columns, self.act.answers):
            column.winner = answer if time >= TOLD else None

    def words(self, time):
        return self.act.outcome if time >= TOLD else ""


KIND = ActKind(TwinAnswersAct, TwinAnswers)
