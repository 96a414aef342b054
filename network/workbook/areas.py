"""Rectangles of cells, and the formulas' names for them.

Rows and columns are counted from 0 here and from 1 or A in the workbook.
"""

from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell


@dataclass(frozen=True)
class Area:
    """A rectangle of cells on a sheet.

    Attributes:
        sheet: its name, one word, so that formulas need no quotes.
        top, left: its first row and column.
        rows, columns: how many of each.
    """

    sheet: str
    top: int
    left: int
    rows: int = 1
    columns: int = 1

    def cell(self, i=0, j=0, *, fixed=""):
        """The cell in row i and column j of the area, as "A2".

        Args:
            fixed: what a copy of the formula shall keep: "row", "column",
                "both", or "" for nothing.
        """
        return xl_rowcol_to_cell(
            self.top + i,
            self.left + j,
            row_abs=fixed in ("row", "both"),
            col_abs=fixed in ("column", "both"),
        )

    def away(self, i=0, j=0, *, fixed=""):
        """The same cell as another sheet writes it: "Parameters!A2"."""
        return f"{self.sheet}!{self.cell(i, j, fixed=fixed)}"

    @property
    def range(self):
        """All of it on its own sheet: "$A$2:$AB$29"."""
        return xl_range_abs(self.top, self.left, self.bottom, self.right)

    @property
    def away_range(self):
        """All of it as another sheet writes it."""
        return f"{self.sheet}!{self.range}"

    @property
    def bottom(self):
        """Its last row."""
        return self.top + self.rows - 1

    @property
    def right(self):
        """Its last column."""
        return self.left + self.columns - 1

    def row(self, i):
        """Row i of it."""
        return Area(self.sheet, self.top + i, self.left, 1, self.columns)

    def column(self, j):
        """Column j of it."""
        return Area(self.sheet, self.top, self.left + j, self.rows, 1)
