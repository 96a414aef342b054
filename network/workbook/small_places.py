"""Where a small network stands on its sheet, a step of its training to a row."""

from network.workbook.areas import Area
from network.workbook.small_training import small_steps

IMAGES = 6  # first row of the examples' pictures


class SmallPlaces:
    """The places of a SmallTask's sheet.

    Attributes:
        pictures: an Area for each example's inputs.
        rate: the Area of the learning rate.
        top: the row of the first step.
        x, t, w, b, v, c, h, z, y, d, e, loss, mean: the first columns of the
            inputs, of what should come, of the hidden neurons' weights and
            biases, of the outputs', of the hidden neurons, of the sums, the
            outputs, their errors, the hidden deltas, and of the losses.
        steps, final: the SmallSteps, and the parameters after the last.
    """

    def __init__(self, book, task):
        self.book, self.task, self.say = book, task, book.say
        self.sheet = book.sheet(task.sheet, tab="#2F6FB0")
        self.count, self.inputs = task.examples.shape
        self.outputs, self.hidden = task.expected.shape[1], task.hidden
        self.steps, self.final = small_steps(task)
        self._place()

    def _place(self):
        """Where everything stands."""
        name, (high, wide) = self.task.sheet, self.task.side
        a_line = 4 if wide > 2 else 1  # pictures beside each other
        self.pictures = [
            Area(
                name,
                IMAGES + (e // a_line) * (high + (2 if high > 1 else 1)),
                2 + (e % a_line) * (wide + 1),
                high,
                wide,
            )
            for e in range(self.count)
        ]
        self.rate = Area(name, 3, 2)
        below = max(area.bottom for area in self.pictures) + 2
        self.top = max(below, IMAGES + 15) + 2  # first step
        self.x = 2
        self.t = self.x + self.inputs
        self.w = self.t + self.outputs
        self.b = self.w + self.hidden * self.inputs
        self.v = self.b + self.hidden
        self.c = self.v + self.outputs * self.hidden
        self.h = self.c + self.outputs
        self.z = self.h + self.hidden
        self.y = self.z + self.outputs
        self.d = self.y + self.outputs
        self.e = self.d + self.outputs
        self.loss = self.e + self.hidden
        self.mean = self.loss + 1

    def cell(self, row, column):
        """A cell of the table.

        Its column is fixed in every second row: LibreOffice computes formulas
        that are alike in all rows of a column together, and of these, where
        each row follows from the one above, it says that they run in circles.
        """
        fixed = "column" if row % 2 else ""
        return Area(self.task.sheet, row, column).cell(fixed=fixed)

    def row(self, row, column, count):
        """Cells of the table beside each other, as "A1:C1"."""
        return f"{self.cell(row, column)}:{self.cell(row, column + count - 1)}"
