"""What a training's history holds, as values that its film shows."""

from scenes.acts.derived import difference, share_of
from scenes.arrays import shapes as arrange
from scenes.stage.sources import Given
from scenes.stage.values import Values
from scenes.words.phrases import change_of

HIDDEN = "input_to_hidden_weights"


class HistoryValues:
    """Values of a history that its sections show: the same for them all."""

    def __init__(self, history):
        self._history, self._values = history, {}

    def _once(self, key, make):
        if key not in self._values:
            self._values[key] = make()
        return self._values[key]

    def field(self, name):
        """The Values of all of a field."""
        return self._once(
            name, lambda: Values(Given(getattr(self._history, name), name))
        )

    def picture(self, index):
        """The Values of a picture, 0..1."""
        return self._once(
            (index, "picture"),
            lambda: Values(
                share_of(self.field("pictures")[index], 255, name=f"pictures[{index}]")
            ),
        )

    def learnt(self, index):
        """The Values of the image that was learnt before a checkpoint, 0..1.

        Args:
            index: of the checkpoint, less one.
        """
        return self._once(
            (index, "learnt"),
            lambda: Values(
                share_of(self.field("learnt")[index], 255, name=f"learnt[{index}]")
            ),
        )

    def sheet(self, neuron, checkpoint, *, is_change):
        """The Values of a hidden neuron's weights of pixels, (28, 28), at a
        checkpoint, or of what they have changed by since the first."""
        return self._once(
            (neuron, checkpoint, is_change, "sheet"),
            lambda: self.weights(HIDDEN, checkpoint, is_change=is_change)[neuron],
        )

    @staticmethod
    def sheet_name(neuron, *, is_change):
        """What such a sheet is called."""
        return f"{change_of(HIDDEN) if is_change else HIDDEN}[{neuron}]"

    def weights(self, name, checkpoint, *, is_change=False):
        """The Values of weights at a checkpoint, or of what they have changed
        by since the first: sheets, where they are weights of pixels."""
        make = self._change if is_change else self._matrix
        return self._once(
            (name, checkpoint, is_change, "laid out"),
            lambda: _sheets_of_pixels(make(name, checkpoint)),
        )

    def _matrix(self, name, checkpoint):
        return self._once(
            (name, checkpoint),
            lambda: Values(Given(getattr(self._history, name)[..., checkpoint], name)),
        )

    def _change(self, name, checkpoint):
        return Values(
            difference(
                *(self._matrix(name, one) for one in (checkpoint, 0)),
                name=change_of(name),
                expression=f"{name}[..., {checkpoint}] - {name}[..., 0]",
            )
        )


def _sheets_of_pixels(values):
    return values.sheets() if values.shape[1] in arrange.PICTURES else values
