"""Any trace as a workbook: what came in on one sheet, each operation on another.

One rule lays them out: below each other in the order of execution, each array
as it is written, its last axis across. An operation that only rearranges has
no cells of its own. What a spreadsheet has no formula for stands there as it
was recorded, and is said to.
"""

from itertools import groupby

import numpy as np

from network.trace.step_table import printable
from network.workbook.areas import Area
from network.workbook.book import Book, round_scale
from network.workbook.lesson import WorkbookError
from network.workbook.operation_formulas import formulas_of
from network.workbook.replaceable import TITLE
from network.workbook.trace_cells import TraceCells
from network.workbook.trace_numbers import number_format

MOST_CELLS, MOST_COLUMNS, MOST_OPERATIONS = 120_000, 1_000, 2_000
MOST_LETTERS = 8_000  # of a formula; Excel takes 8,192
GIVEN, COMPUTED = "Inputs", "Operations"
CELL_PX = 62


def write_trace(trace, path, *, language="en", dated=True):
    """Write a trace as an .xlsx file, whole or not at all.

    Args:
        trace: a Trace of real numbers.
        path, language, dated: as write_workbook takes them.

    Raises:
        WorkbookError: the trace has more than a spreadsheet holds, or numbers
            that it has not; or the file cannot be written there.
    """
    _check(trace)
    with Book(path, language, dated=dated) as book:
        book.describe(TITLE, trace.call)
        book.add_sheets([COMPUTED, GIVEN])
        _TraceBook(book, trace).write()


def _check(trace):
    """Refuse at once what is too large or not of finite real numbers."""
    operations = [one for step in trace.steps for one in step.operations]
    if not operations:
        raise WorkbookError(
            "expected a trace with operations, got one without any; record a call "
            "that computes something"
        )
    values = {}
    for operation in operations:
        for value in operation.operands + operation.results:
            values[value.digest, value.identity] = value
    cells = sum(int(np.prod(value.shape)) for value in values.values())
    columns = max(
        (value.shape[-1] for value in values.values() if value.shape), default=1
    )
    for what, came, most in (
        ("operations", len(operations), MOST_OPERATIONS),
        ("cells", cells, MOST_CELLS),
        ("columns of an array", columns, MOST_COLUMNS),
    ):
        if came > most:
            raise WorkbookError(
                f"expected at most {most:,} {what}, which a spreadsheet opens in "
                f"seconds, got {came:,}; record fewer or smaller steps"
            )
    for value in values.values():
        if value.dtype.kind not in "fiub" or not np.isfinite(value.array).all():
            raise WorkbookError(
                f"expected finite real numbers, since a spreadsheet has no other, "
                f"got others in {value.name or value.expression or 'an operand'!r}; "
                f"record a call without them"
            )


class _TraceBook:
    """Writes block after block on both sheets."""

    def __init__(self, book, trace):
        self.book, self.trace, self.say = book, trace, book.say
        self.cells = TraceCells()
        self.given = book.sheet(GIVEN, tab="#C9A227")
        self.computed = book.sheet(COMPUTED, tab="#2F6FB0")
        self.rows = {GIVEN: 3, COMPUTED: 5}
        self.live = self.recorded = 0

    def write(self):
        say = self.say
        for sheet, title in (
            (self.given, say("Inputs: change any number", "Inputs：可以改任何数")),
            (self.computed, say("Operations, in their order", "Operations：按次序")),
        ):
            sheet.page.set_column_pixels(0, 0, 190)
            sheet.page.set_column_pixels(1, MOST_COLUMNS, CELL_PX)
            sheet.text(0, 0, title, "title")
            sheet.page.freeze_panes(1, 1)
        self.computed.text(1, 0, printable(self.trace.call), "code")
        self.computed.link(2, 0, f"internal:{GIVEN}!A1", say("what came in", "输入"))
        for value in (*self.trace.inputs, *self.trace.attributes):
            if value.shape or value.name:
                self._give(value)
        # A call within a statement is a step of its own, between operations of
        # the statement's.
        executed = sorted(
            ((step, one) for step in self.trace.steps for one in step.operations),
            key=lambda pair: pair[1].number,
        )
        for step, operations in groupby(executed, key=lambda pair: pair[0]):
            self._write_step(step, [one for _, one in operations])
        self.computed.text(
            3,
            0,
            say(
                f"{self.live} operations are formulas; {self.recorded} have none and "
                f"stand as they were recorded.",
                f"{self.live} 个运算是公式；{self.recorded} 个没有公式，"
                f"按记录的值写出。",
            ),
            "quiet",
        )
        self.computed.page.activate()

    def _write_step(self, step, operations):
        row = self.rows[COMPUTED]
        for column in range(12):
            self.computed.text(row, column, "", "band")
        text = " ".join(step.text.split())
        self.computed.text(row, 0, text or step.slug, "band", font_size=10)
        self.rows[COMPUTED] += 1
        for operation in operations:
            self._write_operation(operation)
        self.rows[COMPUTED] += 1

    def _write_operation(self, operation):
        cells = [self._cells_of(value) for value in operation.operands]
        moved = self.cells.rearranged(operation, cells)
        if moved is not None and not operation.in_place:
            for value, places in zip(operation.results, moved, strict=True):
                self.cells.put(value, places)
            return
        if moved is not None:  # an array in which some cells are others now
            formulas = moved
        else:
            results = operation.results
            formulas = [None] * len(results)
            if len(results) == 1:
                shape = results[0].shape
                formulas = [formulas_of(operation, cells, shape, self._lay_out)]
        for value, found in zip(operation.results, formulas, strict=True):
            self._write_result(operation, value, found)

    def _write_result(self, operation, value, formulas):
        area, places = self._place(self.computed, value)
        top = area.top - 1
        name = value.name or operation.expression or operation.function
        self.computed.text(top, 0, " ".join(name.split())[:200], "code")
        shape = " x ".join(map(str, value.shape)) or self.say("a number", "一个数")
        self.computed.text(area.top, 0, shape, "quiet")
        numbers = np.asarray(value.array, float).reshape(area.rows, area.columns)
        too_long = formulas is not None and any(
            len(str(one)) > MOST_LETTERS for one in formulas.flat
        )
        if formulas is None or too_long:
            self.recorded += 1
            form = number_format(value.array, rounded=False)
            self.computed.numbers(area, numbers, "value", num_format=form)
            self.computed.text(
                top, 1, self.say("as it was recorded", "按记录的值"), "quiet"
            )
        else:
            self.live += 1
            spelled = formulas.reshape(area.rows, area.columns)
            self.computed.formulas(
                area,
                lambda i, j: f"={self._here(spelled[i, j])}",
                numbers,
                "value",
                num_format=number_format(value.array),
            )
            first = self._here(spelled[0, 0])[:300]
            self.computed.text(top, 1, f"={first}   ({area.cell()})", "spelled")
        if value.dtype.kind == "f" and value.shape:
            self.computed.diverging(area, round_scale(numbers))
        self.cells.put(value, places)

    def _here(self, formula):
        """A formula for the sheet of operations: its own cells without it."""
        return str(formula).replace(f"{COMPUTED}!", "")

    def _cells_of(self, value):
        """The cells of an operand: where it stands, or a number, or new ones."""
        found = self.cells.find(value)
        if found is not None:
            return found
        if value.is_scalar and not value.name:
            number = np.empty((), object)
            number[()] = _written(float(value.array))
            return number
        return self._give(value)

    def _give(self, value):
        """Write an array that nothing computes onto the sheet of inputs."""
        if not np.prod(value.shape):
            return np.empty(value.shape, object)
        area, places = self._place(self.given, value)
        name = value.name or value.expression or self.say("an array", "数组")
        shape = " x ".join(map(str, value.shape)) or self.say("a number", "一个数")
        self.given.text(area.top - 1, 0, f"{' '.join(name.split())[:200]}", "code")
        self.given.text(area.top - 1, 1, shape, "quiet")
        numbers = np.asarray(value.array, float).reshape(area.rows, area.columns)
        form = number_format(value.array, rounded=False)
        self.given.numbers(area, numbers, "input", num_format=form, bold=False)
        self.cells.put(value, places)
        return places

    def _lay_out(self, cells):
        """Write cells anew, row by row, for a product to take them from."""
        area = self._area(self.computed, *cells.shape)
        self.computed.text(
            area.top - 1, 0, self.say("laid out for a product", "为乘积重排"), "quiet"
        )
        numbers = [[self.cells.number(cell) for cell in row] for row in cells]
        self.computed.formulas(
            area,
            lambda i, j: f"={self._here(cells[i, j])}",
            numbers,
            "quiet",
            num_format=number_format(numbers),
        )
        return _addresses(area)

    def _place(self, sheet, value):
        """The Area and the cells of a new block for a Value."""
        shape = value.shape or (1,)
        area = self._area(sheet, int(np.prod(shape[:-1])), shape[-1])
        return area, _addresses(area).reshape(value.shape)

    def _area(self, sheet, rows, columns):
        top = self.rows[sheet.name] + 1
        self.rows[sheet.name] = top + rows + 1
        return Area(sheet.name, top, 1, rows, columns)


def _written(number):
    """A number as a formula has it, with a minus in brackets."""
    text = repr(number).removesuffix(".0").upper()
    return f"({text})" if number < 0 else text


def _addresses(area):
    """(rows, columns) object array of an Area's cells."""
    found = np.empty((area.rows, area.columns), object)
    for i, j in np.ndindex(found.shape):
        found[i, j] = area.away(i, j)
    return found
