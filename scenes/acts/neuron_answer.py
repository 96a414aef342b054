"""The largest of the outputs is the digit that the network reads."""

from scenes.acts.neuron_board import LEDGER, NeuronBoard
from scenes.acts.schedule import ENTER
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.words import neurons as words


class NeuronAnswer(NeuronBoard):
    """argmax: each output is looked at, the largest lights.

    The lines into the outputs turn to what they carry: a weight, however
    large, brings nothing where the neuron it comes from is 0.
    """

    has_ledger = False

    def build(self):
        super().build()
        self.answer = int(self.act.result.array)
        column, left = self.layers[3].box, self.stage.left + LEDGER.left
        middle = column.top + column.height / 2
        self.digit = self.bring(Label(
            str(self.answer), Box(left, middle - 190, LEDGER.width, 320),
            size=300, color=palette.AMBER, weight=600), self.act.result)
        self.line = self.bring(Label(
            f"{self.act.result_name} = {self.answer}",
            Box(left, middle + 150, LEDGER.width, 50), size=26,
            color=palette.TEXT, family="code"))

    def move(self, time):
        self.calm(2, 1.0)
        self._carry(time)
        self.lines[3].focus = self.answer
        self.lines[3].dimmed = ease(time, self.turns.end,
                                    self.turns.end + 0.6)
        index, _ = self.turns.at(time)
        layer = self.layers[3]
        layer.focus = index if self.turns.playing(time) else None
        layer.winner = self.answer if time >= self.turns.end else None
        self.digit.set_opacity(ease(time, self.turns.end,
                                    self.turns.end + 0.9))
        self.line.set_opacity(ease(time, self.turns.end + 0.5,
                                   self.turns.end + 1.2))

    def _carry(self, time):
        """The lines turn, and the words at them change meanwhile."""
        share = ease(time, 0, ENTER)
        self.lines[3].carry(share)
        self.lines[3].words_opacity = max(1 - 2 * share, 0.0)
        self.legends[3].note = words.lines_note(carried=share > 0.5)
        self.legends[3].words_opacity = abs(1 - 2 * share)
