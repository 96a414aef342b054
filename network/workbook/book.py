"""A workbook being written: text that stays text, formulas with their values.

XlsxWriter writes the file. Every formula gets the value that NumPy computed,
for programs that show a workbook without computing it.
"""

import io
from datetime import datetime
from pathlib import Path

import numpy as np
import xlsxwriter
from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from network.files.whole import write_whole
from network.trace.step_table import printable
from network.workbook.cell_styles import (
    BLUE,
    FONT,
    INK,
    ORANGE,
    PAPER,
    STYLES,
    TITLE_ROW_PX,
    WHITE,
)
from network.workbook.replaceable import check_replaceable, not_written

_NO_TIME = datetime(2000, 1, 1)


class _Page(Worksheet):
    """A sheet whose formulas are written as they stand.

    XlsxWriter looks in each for some thirty functions that Excel has had for a few
    years and wants to be called otherwise, which takes longer than all the rest;
    none of ours is among them.
    """

    def _prepare_formula(self, formula, expand_future_functions=False):
        return formula.removeprefix("=")


class Book:
    """An .xlsx file that takes its name when it is whole.

    Use as a context manager: leaving it without an error writes the file.

    Args:
        path: of the file, NAME.xlsx; one that was written there before, and
            not saved by a spreadsheet since, is replaced.
        language: "en" or "zh", of all that stands in it.
        dated: whether it says when it was written.

    Raises:
        WorkbookError: there is something else, or it cannot be written.
    """

    def __init__(self, path, language="en", *, dated=True):
        self._path = Path(path)
        self.language, self._dated = language, dated
        check_replaceable(self._path)
        self._styles = {}

    def __enter__(self):
        self._content = io.BytesIO()
        self.file = xlsxwriter.Workbook(
            self._content,
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "max_url_length": 2079,
            },
        )
        self.file.set_calc_mode("auto")
        self.file.set_size(2400, 1500)
        self.file.formats[0].set_font_name(FONT)
        self.file.formats[0].set_font_size(10)
        return self

    def __exit__(self, kind, error, traceback):
        try:
            if kind is None:
                self.file.close()
                write_whole(self._path, self._content.getbuffer())
        except (OSError, xlsxwriter.exceptions.XlsxWriterException) as failed:
            raise not_written(self._path, failed) from failed
        finally:
            self.file.fileclosed = True  # else it complains when let go

    def describe(self, title, subject):
        """Say in its properties what it is."""
        properties = {"title": title, "subject": printable(subject)}
        if not self._dated:
            properties["created"] = _NO_TIME
        self.file.set_properties(properties)

    def add_sheets(self, names):
        """Add the sheets in the order of their tabs."""
        for name in names:
            self.file.add_worksheet(name, _Page)

    def sheet(self, name, *, tab, landscape=True, high=0, wide=1):
        """Set up a sheet that prints on pages of one width, or of few.

        Args:
            tab: colour of its tab.
            high, wide: how many pages it shall be high, 0 for as many as it
                takes, and wide.
        """
        page = self.file.get_worksheet_by_name(name)
        page.set_tab_color(tab)
        page.set_landscape() if landscape else page.set_portrait()
        page.set_paper(9)
        page.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
        page.fit_to_pages(wide, high)
        page.set_footer("&L&8matreel&C&8&A&R&8&P / &N")
        page.hide_gridlines(2)
        return Sheet(self, page)

    def say(self, english, chinese):
        """Of a text in both languages that of this workbook."""
        return chinese if self.language == "zh" else english

    def style(self, name, **more):
        """A cell format: one of STYLES, with more properties."""
        key = (name, tuple(sorted(more.items())))
        if key not in self._styles:
            self._styles[key] = self.file.add_format(
                {"font_name": FONT, "font_size": 10, "font_color": INK}
                | STYLES[name]
                | more
            )
        return self._styles[key]

    def define(self, name, area):
        """Give an area a name that formulas can use."""
        self.file.define_name(name, f"={area.away_range}")


class Sheet:
    """A sheet; `page` is XlsxWriter's own object."""

    def __init__(self, book, page):
        self.book, self.page = book, page
        self.name = page.get_name()

    def say(self, english, chinese):
        """Of a text in both languages that of this workbook."""
        return self.book.say(english, chinese)

    def style(self, style, more=None):
        return self.book.style(style, **(more or {}))

    def text(self, row, column, text, style="text", **more):
        """Write text as text, whatever it begins with."""
        text = printable(str(text))
        if text.startswith(("=", "+", "-", "@")):  # so that it stays text
            more = more | {"quote_prefix": True}
        self.page.write_string(row, column, text, self.style(style, more))
        if style == "title":  # LibreOffice makes no row higher by itself
            self.page.set_row_pixels(row, TITLE_ROW_PX)

    def number(self, row, column, value, style="value", **more):
        """Write a number that no formula computes."""
        self.page.write_number(row, column, float(value), self.style(style, more))

    def formula(self, row, column, formula, value, style="value", **more):
        """Write a formula and the value that it has."""
        if not isinstance(value, str):
            value = float(value)
        self.page.write_formula(row, column, formula, self.style(style, more), value)

    def numbers(self, area, values, style="value", **more):
        """Fill an area with numbers."""
        look = self.style(style, more)
        for i, j, value in _cells(area, values):
            self.page.write_number(area.top + i, area.left + j, value, look)

    def formulas(self, area, formula, values, style="value", **more):
        """Fill an area with formulas; formula(i, j) gives that of a cell."""
        look = self.style(style, more)
        for i, j, value in _cells(area, values):
            self.page.write_formula(
                area.top + i, area.left + j, formula(i, j), look, value
            )

    def link(self, row, column, target, text, style="link", **more):
        """Write a link: "internal:Sheet!A1", a web address, or the path of a
        page relative to the workbook."""
        if "://" not in target and not target.startswith("internal:"):
            target = _relative(target)
        target = target if isinstance(target, Url) else Url(target)
        target.text = printable(text)
        self.page.write_url(row, column, target, self.style(style, more))

    def grey(self, area):
        """Shade values 0..1 from paper to ink, numbers readable on both."""
        self.page.conditional_format(
            area.range.replace("$", ""),
            {
                "type": "cell",
                "criteria": ">",
                "value": 0.5,
                "format": self.book.file.add_format({"font_color": PAPER}),
            },
        )
        self.page.conditional_format(
            area.range.replace("$", ""),
            {
                "type": "2_color_scale",
                "min_type": "num",
                "max_type": "num",
                "min_value": 0,
                "max_value": 1,
                "min_color": PAPER,
                "max_color": INK,
            },
        )

    def diverging(self, area, most):
        """Shade from blue at -most over white at zero to orange at most."""
        self.page.conditional_format(
            area.range.replace("$", ""),
            {
                "type": "3_color_scale",
                "min_type": "num",
                "mid_type": "num",
                "max_type": "num",
                "min_value": -most,
                "mid_value": 0,
                "max_value": most,
                "min_color": BLUE,
                "mid_color": WHITE,
                "max_color": ORANGE,
            },
        )

    def square_grid(self, area, *, side_px):
        """Make an area's columns and rows equally wide and high."""
        self.page.set_column_pixels(area.left, area.right, side_px)
        for row in range(area.top, area.bottom + 1):
            self.page.set_row_pixels(row, side_px)


def round_scale(values):
    """A round number that nearly all magnitudes of an array are below."""
    most = float(np.quantile(np.abs(values), 0.98))
    return float(f"{most:.1g}") or 1.0


def _relative(path):
    """A link to a page beside the workbook, with forward slashes throughout.

    XlsxWriter's own links to files turn the slashes of a page's "#place"
    around, and then no page knows the place.
    """
    url = Url(f"beside://{path}")
    url._relationship_link = url._relationship_link.removeprefix("beside://")
    return url


def _cells(area, values):
    """Yield (i, j, value) of an area's cells."""
    values = np.asarray(values, np.float64).reshape(area.rows, area.columns).tolist()
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            yield i, j, value
