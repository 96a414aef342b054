"""The workbook's file: the article's cells, text, links, errors."""

import dataclasses
import itertools
import os
import re
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from click.testing import CliRunner
from PIL import Image

from network.cli.commands import network
from network.cli.workbook_command import DEFAULT_WEIGHTS
from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.digits import weight_files
from network.digits.mnist_like import mnist_like
from network.workbook import record_lesson, write_workbook
from network.workbook.centring import centred
from network.workbook.film_links import film_link
from network.workbook.learn_sheet import STEPS
from tests.spreadsheets import sheet_parts

# What Mikkel Duif's article says of its workbook: cell, and what is in it.
ARTICLE_CELLS = [
    ("AD2", "=1/(1+EXP(-(SUMPRODUCT(number,weight_1_1)+INDEX(bias_1,1))))"),
    ("AD31", "=1/(1+EXP(-(SUMPRODUCT(number,weight_1_30)+INDEX(bias_1,30))))"),
    ("AE2", "=1/(1+EXP(-(SUMPRODUCT(hidden_neurons,weight_2_1)+INDEX(bias_2,1))))"),
    ("AE11", "=1/(1+EXP(-(SUMPRODUCT(hidden_neurons,weight_2_10)+INDEX(bias_2,10))))"),
]
ARTICLE_WEIGHTS = [  # cell, array, neuron to, neuron from: from 1, as there
    ("A2", "input_to_hidden_weights", 1, 1),
    ("AB2", "input_to_hidden_weights", 1, 28),
    ("A3", "input_to_hidden_weights", 1, 29),
    ("AB29", "input_to_hidden_weights", 1, 784),
    ("A31", "input_to_hidden_weights", 2, 1),
    ("AB870", "input_to_hidden_weights", 30, 784),
    ("A872", "hidden_to_output_weights", 1, 1),
    ("A901", "hidden_to_output_weights", 1, 30),
    ("A1180", "hidden_to_output_weights", 10, 30),
    ("A1182", "hidden_biases", 1, 1),
    ("A1211", "hidden_biases", 30, 1),
    ("A1213", "output_biases", 1, 1),
    ("A1222", "output_biases", 10, 1),
]
ARTICLE_NAMES = [
    ("number", "Number!$A$1:$AB$28"),
    ("weight_1_1", "Parameters!$A$2:$AB$29"),
    ("weight_1_30", "Parameters!$A$843:$AB$870"),
    ("weight_2_1", "Parameters!$A$872:$A$901"),
    ("weight_2_10", "Parameters!$A$1151:$A$1180"),
    ("bias_1", "Parameters!$A$1182:$A$1211"),
    ("bias_2", "Parameters!$A$1213:$A$1222"),
]
HEADINGS = ("A1", "A30", "A871", "A1181", "A1212")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "seven.xlsx"
    write_workbook(record_lesson(weights=DEFAULT_WEIGHTS), path)
    return path


@pytest.fixture(scope="module")
def small_weights(tmp_path_factory):
    """The folder of a network of one hidden neuron: quickly written."""
    folder = tmp_path_factory.mktemp("small") / "784-1-10"
    DigitNetwork(hidden=1).save(folder)
    return folder


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize("cell, formula", ARTICLE_CELLS)
def test_the_articles_formulas_are_where_it_says(book, cell, formula):
    assert book["Number"][cell].value == formula


@pytest.mark.parametrize("cell, name, to, start", ARTICLE_WEIGHTS)
def test_the_articles_weights_are_where_it_says(book, cell, name, to, start):
    weights = weight_files.load(DEFAULT_WEIGHTS)[name]
    assert book["Parameters"][cell].value == pytest.approx(
        weights[to - 1, start - 1], rel=1e-15
    )
    assert book["Parameters"].max_row == 1222
    assert book["Parameters"].max_column == 28


@pytest.mark.parametrize("name, area", ARTICLE_NAMES)
def test_the_articles_names_are_defined(book, name, area):
    assert book.defined_names[name].value == area


@pytest.mark.parametrize("cell", HEADINGS)
def test_headings_stand_between_the_blocks(book, cell):
    assert isinstance(book["Parameters"][cell].value, str)


def test_the_image_is_in_a1_to_ab28(book):
    cells = [[cell.value for cell in row] for row in book["Number"]["A1:AB28"]]
    np.testing.assert_allclose(
        cells, digits.picture(digits.drawn_digit("7")), rtol=1e-15
    )


def test_no_name_looks_like_a_cell_or_a_function(book):
    assert book.defined_names
    for name in book.defined_names:
        assert re.fullmatch(r"[a-z_][a-z0-9_]*", name)
        assert not re.fullmatch(r"[a-z]{1,3}\d+|r\d*(c\d*)?|c\d*|true|false", name)


@pytest.mark.parametrize("hidden", [1, 2, 20])
def test_other_sizes_follow_the_same_rule(tmp_path, hidden):
    network = DigitNetwork(hidden=hidden, seed=3)
    network.save(tmp_path / "w")
    write_workbook(
        record_lesson(digit="3", weights=tmp_path / "w"), tmp_path / "w.xlsx"
    )
    book = openpyxl.load_workbook(tmp_path / "w.xlsx", data_only=True)
    page = book["Parameters"]
    for row, value in (
        (29 * hidden, network.input_to_hidden_weights[-1, -28]),
        (29 * hidden + 2, network.hidden_to_output_weights[0, 0]),
        (39 * hidden + 10, network.hidden_to_output_weights[9, -1]),
        (39 * hidden + 12, network.hidden_biases[0, 0]),
        (40 * hidden + 22, network.output_biases[9, 0]),
    ):
        assert page.cell(row, 1).value == pytest.approx(value, rel=1e-15)
    assert page.max_row == 40 * hidden + 22
    hidden_neurons, _ = network.forward(digits.drawn_digit("3"))
    assert book["Number"].cell(hidden + 1, 30).value == hidden_neurons[-1, 0]


def test_only_functions_that_every_spreadsheet_has(book):
    used = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    used |= set(re.findall(r"([A-Z]+)\(", cell.value))
    assert used <= {
        "SUMPRODUCT",
        "INDEX",
        "EXP",
        "MATCH",
        "MAX",
        "MIN",
        "SUM",
        "ROUND",
        "IF",
        "OR",
        "AND",
        "INT",
        "MOD",
        "REPT",
        "ABS",
        "COUNTIF",
        "ISNUMBER",
    }


def test_there_are_no_macros_and_nothing_from_elsewhere(path):
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        parts = b"".join(archive.read(name) for name in names if "/_rels/" in name)
    assert not [
        name for name in names if "vba" in name.lower() or "externalLink" in name
    ]
    assert b"http" not in parts.replace(b"http://schemas.openxmlformats.org", b"")
    assert path.stat().st_size < 3e6


def test_all_may_be_changed_and_each_page_prints_on_its_width(book):
    for sheet in book:
        assert not sheet.protection.sheet
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


ODD_TEXTS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    '=HYPERLINK("http://x")',
    "a\tb\x07c",
    "_x0041_",
    "<b>&amp;",
    "\udcff",
    "x" * 40_000,
)
ODD_SHOWN = ODD_TEXTS[:5] + (
    "a\\tb\\x07c",
    "_x0041_",
    "<b>&amp;",
    "\\udcff",
    "x" * 32_767,
)


def test_text_is_never_a_formula(tmp_path, small_weights):
    lesson = record_lesson(weights=small_weights)
    texts = itertools.cycle(ODD_TEXTS)
    odd = dataclasses.replace(
        lesson,
        source="=source",
        weights="-weights",
        code={step: next(texts) for step in lesson.code},
    )
    write_workbook(odd, tmp_path / "odd.xlsx")
    shown = openpyxl.load_workbook(tmp_path / "odd.xlsx")
    assert shown["Start"]["B4"].value == "=source"
    assert shown["Number"]["A30"].value == "=source"
    texts = [
        row[1]
        for row in shown["Learn"].iter_rows(max_col=2)
        if row[1].value in ODD_SHOWN
    ]
    assert {cell.value for cell in texts} == set(ODD_SHOWN)
    for cell in [*texts, shown["Start"]["B4"], shown["Start"]["B5"]]:
        assert cell.data_type == "s"
        assert cell.quotePrefix == (cell.value[0] in "=+-@")
    assert all(
        cell.value
        for sheet in shown
        for row in sheet.iter_rows()
        for cell in row
        if cell.quotePrefix
    )


def test_an_image_named_like_a_formula(tmp_path, small_weights):
    name = tmp_path / "=cmd.png"
    Image.fromarray(mnist_like(np.eye(20))).save(name)
    run = CliRunner().invoke(
        network,
        [
            "workbook",
            "--image",
            str(name),
            "--weights",
            str(small_weights),
            "--out",
            str(tmp_path / "o.xlsx"),
        ],
    )
    assert run.exit_code == 0, run.output
    cell = openpyxl.load_workbook(tmp_path / "o.xlsx")["Start"]["B4"]
    assert (cell.data_type, cell.value) == ("s", "=cmd.png")


def test_each_step_of_the_film_has_a_link_beside_its_block(path):
    with zipfile.ZipFile(path) as archive:
        page = archive.read(sheet_parts(archive)["Learn"]).decode()
    places = re.findall(r'location="([^"]+)"', page)
    for step in STEPS:
        assert film_link(step).partition("#")[2] in places
    assert [place for place in places if "/" in place] == [
        film_link(step).partition("#")[2] for step in STEPS
    ]


@pytest.mark.parametrize(
    "site, target",
    [
        (None, "site/backprop.html"),
        ("https://films.example/net", "https://films.example/net/backprop.html"),
    ],
)
def test_the_films_may_be_elsewhere(tmp_path, small_weights, site, target):
    out = tmp_path / "w.xlsx"
    run = CliRunner().invoke(
        network,
        [
            "workbook",
            "--weights",
            str(small_weights),
            "--out",
            str(out),
            *(["--site", site] if site else []),
        ],
    )
    assert run.exit_code == 0, run.output
    with zipfile.ZipFile(out) as archive:
        parts = [
            archive.read(name).decode()
            for name in archive.namelist()
            if "worksheets/_rels" in name
        ]
    assert any(f'Target="{target}"' in part for part in parts)
    assert not any("beside:" in part for part in parts)


@pytest.mark.parametrize("ink", [np.zeros((28, 28)), np.eye(28), np.ones((28, 28))])
def test_the_written_values_of_a_drawing_are_mnist_likes(ink):
    expected = mnist_like(ink) if ink.any() else ink
    np.testing.assert_array_equal(np.rint(255 * centred(ink, 0).seen), expected)


@pytest.mark.parametrize(
    "name, message",
    [
        ("book.xls", "ends in .xlsx"),
        ("nowhere/book.xlsx", "expected a folder"),
        ("notes.xlsx", "another kind of file"),
        ("x" * 300 + ".xlsx", "File name too long"),
        ("folder.xlsx", "folder"),
    ],
)
def test_a_place_for_no_workbook_is_refused(tmp_path, name, message):
    (tmp_path / "notes.xlsx").write_text("my notes")
    (tmp_path / "folder.xlsx").mkdir()
    run = CliRunner().invoke(network, ["workbook", "--out", str(tmp_path / name)])
    assert run.exit_code != 0
    assert message in run.output
    assert (tmp_path / "notes.xlsx").read_text() == "my notes"
    assert sorted(os.listdir(tmp_path)) == ["folder.xlsx", "notes.xlsx"]


def test_an_interrupted_writing_leaves_the_old_workbook(
    tmp_path, path, small_weights, monkeypatch
):
    out = tmp_path / "book.xlsx"
    out.write_bytes(path.read_bytes())
    monkeypatch.setattr("network.workbook.write_check", _interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_workbook(record_lesson(weights=small_weights), out)
    assert out.read_bytes() == path.read_bytes()
    assert os.listdir(tmp_path) == ["book.xlsx"]


def test_a_link_to_a_workbook_stays_a_link(tmp_path, path, small_weights):
    (tmp_path / "book.xlsx").write_bytes(path.read_bytes())
    (tmp_path / "link.xlsx").symlink_to("book.xlsx")
    write_workbook(record_lesson(weights=small_weights), tmp_path / "link.xlsx")
    assert (tmp_path / "link.xlsx").is_symlink()
    assert (tmp_path / "book.xlsx").read_bytes() != path.read_bytes()


def _interrupt(*_):
    raise KeyboardInterrupt


def test_what_it_is_taught_by_default(tmp_path):
    assert record_lesson(digit="4-closed", weights=DEFAULT_WEIGHTS).label == 4
    lesson = record_lesson(digit="4-closed", learn=9, weights=DEFAULT_WEIGHTS)
    assert lesson.label == 9
    assert lesson.again[1][9] > lesson.values["output-neurons"][9]


def test_help_says_what_is_in_it():
    shown = CliRunner().invoke(network, ["workbook", "--help"]).output
    for word in ("--learn", "--site", "LibreOffice", "Example:", "no macros"):
        assert word in " ".join(shown.split())


def test_the_committed_picture_is_small():
    picture = Path(__file__).parents[3] / "media/gallery/workbook.png"
    assert picture.stat().st_size < 300_000


def test_titles_are_not_cut(book):
    found = 0
    for sheet in book:
        for row in sheet.iter_rows(min_row=1, max_row=3):
            for cell in row:
                if cell.font.size == 18:
                    found += 1
                    assert sheet.row_dimensions[cell.row].height >= 18 * 1.2
    assert found >= 1
