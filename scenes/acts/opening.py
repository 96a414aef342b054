"""Before anything is computed: the picture, and a map of the network."""

from dataclasses import dataclass

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.network_view import NetworkView
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import ease
from scenes.words.naming import in_a_row, said

SECONDS = 4.5  # of the whole act
SET_OUT, ARRIVED = 0.3, 1.9  # seconds: the way is lit


@dataclass(frozen=True, kw_only=True)
class OpeningAct(Act):
    """The picture that goes in, its operand, and the layers after it.

    Attributes:
        counts: how many neurons each layer has, the pixels first.
    """

    kind = "opening"

    counts: tuple[int, ...]


def opening(
    picture: Value, counts: tuple[int, ...], title: str, *, is_digit: bool
) -> OpeningAct:
    """The plan of a film's opening.

    Args:
        picture: the column of pixels.
        counts: how many neurons each layer has, the pixels first.
        title: what the film is called.
        is_digit: whether the picture is read as a digit.
    """
    lead = in_a_row(_asked() if is_digit else "", _lead())
    return OpeningAct(
        operands=(picture,),
        result=picture,
        result_name=picture.name,
        seconds=SECONDS,
        title=title,
        lead=lead,
        caption=lead,
        step_name=said("the network", "网络"),
        counts=counts,
    )


def _asked():
    return said("Which digit is this?", "这是哪个数字？")


def _lead():
    return said(
        "Each dot is a neuron: it holds one number.",
        "每个点是一个神经元：它存着一个数。",
    )


class Opening(NetworkView):
    """A lit line leads from a pixel through each layer to a question mark.

    All stands there from the first frame on.
    """

    act: OpeningAct

    def build(self):
        self.build_view(self.act.operands[0], self.act.counts)
        self.picture.marks = ((*self.way_begins, 1, 1),)
        self.bring(self.map)
        self.question = self.bring(
            Label("?", self.beside(), size=130, color=palette.POINTED, weight=600)
        )

    def move(self, time):
        for part in self.parts:
            part.set_opacity(1.0)
        self.map.lit = ease(time, SET_OUT, ARRIVED)
        self.question.set_opacity(ease(time, ARRIVED - 0.3, ARRIVED))


KIND = ActKind(OpeningAct, Opening)
