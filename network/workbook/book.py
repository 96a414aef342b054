"""A workbook being written: text that stays text, formulas with their values.

XlsxWriter writes the file. Every formula gets the value that NumPy computed,
for programs that show a workbook without computing it.
"""

import io
from pathlib import Path

import numpy as np
import xlsxwriter
from xlsxwriter.url import Url

from network.files.whole import write_whole
from network.trace.step_table import printable
from network.workbook.replaceable import check_replaceable, not_written

FONT = "Arial"  # every spreadsheet has it, or one of the same widths
MONOSPACE = "Courier New"
BLUE, WHITE, ORANGE = "#58B0FF", "#FFFFFF", "#FF9D3B"  # below, at, above zero
PAPER, INK = "#FFFFFF", "#1B2430"
QUIET, LINE, HEADING, INPUT = "#5B6673", "#D5DBE2", "#EEF2F6", "#FFF4C2"
LINK = "#0B5CAD"

CELL = {"align": "center", "valign": "vcenter", "border": 1, "border_color": "#E3E7EC"}

TITLE_ROW_PX = 34  # for letters of 18 points
STYLES = {
    "text": {},
    "title": {"font_size": 18, "bold": True},
    "quiet": {"font_color": QUIET},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "bg_color": HEADING, "bottom": 1, "bottom_color": LINE},
    "head right": {
        "bold": True,
        "bg_color": HEADING,
        "align": "right",
        "bottom": 1,
        "bottom_color": LINE,
    },
    "band": {"bold": True, "font_size": 12, "top": 2, "top_color": QUIET},
    "code": {"font_name": MONOSPACE, "font_size": 9},
    "link": {"font_color": LINK, "underline": 1, "valign": "vcenter"},
    "bold": {"bold": True},
    "index": {"font_color": QUIET, "align": "right", "valign": "vcenter"},
    "middle": {"align": "center", "bold": True, "valign": "vcenter"},
    "bar": {"font_color": "#2F6FB0", "font_size": 9, "valign": "vcenter"},
    "value": {"num_format": "0.000", "valign": "vcenter"},
    "sum": {"num_format": "+0.000;-0.000;0.000"},
    "fine": {"num_format": "+0.000000;-0.000000;0.000000"},
    "whole": {"num_format": "0"},
    "pixel": {"num_format": "0.0", "font_size": 8} | CELL,
    "weight": {"num_format": "0.00", "font_size": 8} | CELL,
    "tiny": {"num_format": '0E+0;-0E+0;"0"', "font_size": 7} | CELL,
    "huge": {
        "font_size": 96,
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "num_format": "0",
    },
    "input": {
        "bg_color": INPUT,
        "border": 1,
        "border_color": "#C9A227",
        "align": "center",
        "valign": "vcenter",
        "bold": True,
    },
    "verdict": {"bold": True, "align": "center", "valign": "vcenter"},
}


class Book:
    """An .xlsx file that takes its name when it is whole.

    Use as a context manager: leaving it without an error writes the file.

    Args:
        path: of the file, NAME.xlsx; one that was written there before, and
            not saved by a spreadsheet since, is replaced.

    Raises:
        WorkbookError: there is something else, or it cannot be written.
    """

    def __init__(self, path):
        self._path = Path(path)
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

    def add_sheets(self, names):
        """Add the sheets in the order of their tabs."""
        for name in names:
            self.file.add_worksheet(name)

    def sheet(self, name, *, tab, landscape=True, high=0):
        """Set up a sheet that prints on pages of one width.

        Args:
            tab: colour of its tab.
            high: how many pages it shall be high; 0 for as many as it takes.
        """
        page = self.file.get_worksheet_by_name(name)
        page.set_tab_color(tab)
        page.set_landscape() if landscape else page.set_portrait()
        page.set_paper(9)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, high)
        page.set_footer("&L&8matreel&C&8&A&R&8&P / &N")
        page.hide_gridlines(2)
        return Sheet(self, page)

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


def bar_formula(cell):
    """A bar of up to 20 blocks for a value 0..1, in every spreadsheet."""
    return f'=REPT("█",ROUND(20*{cell},0))'


def bar(value):
    """What bar_formula shows for a value."""
    return "█" * int(np.floor(20 * float(value) + 0.5))


def argmax_formula(cells):
    """The first place, from 0, of the largest: what np.argmax gives."""
    return f"MATCH(MAX({cells}),{cells},0)-1"


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
