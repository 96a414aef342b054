"""How the workbook's cells look: fonts, colours, formats of numbers."""

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
    "spelled": {"font_name": MONOSPACE, "font_size": 9, "font_color": "#8A4B00"},
    "link": {"font_color": LINK, "underline": 1, "valign": "vcenter"},
    "bold": {"bold": True},
    "index": {"font_color": QUIET, "align": "right", "valign": "vcenter"},
    "middle": {"align": "center", "bold": True, "valign": "vcenter"},
    "bar": {"font_color": "#2F6FB0", "font_size": 6, "valign": "vcenter"},
    "value": {"num_format": "0.000", "valign": "vcenter"},
    "sum": {"num_format": "+0.000;-0.000;0.000"},
    "fine": {"num_format": "+0.000000;-0.000000;0.000000"},
    "whole": {"num_format": "0"},
    "pixel": {"num_format": "0.0", "font_size": 8} | CELL,
    "weight": {"num_format": "0.00", "font_size": 7} | CELL,
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
