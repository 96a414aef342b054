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
from xlsxwriter.worksheet import Worksheet

from network.cli.commands import network
from network.cli.workbook_command import DEFAULT_WEIGHTS
from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.digits import weight_files
from network.digits.mnist_like import mnist_like
from network.workbook import book as book_module
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
def path(good_book):
    return good_book


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


def test_no_function_has_to_be_called_otherwise_in_the_file():
    """As XlsxWriter knows them: it is not asked when a formula is written."""
    code = Path(book_module.__file__).parent.glob("*.py")
    functions = {
        name
        for module in code
        for name in re.findall(r"[A-Z][A-Z0-9.]*\(", module.read_text("utf-8"))
    }
    assert {"SUMPRODUCT(", "INDEX(", "TANH("} <= functions
    page = Worksheet()
    page.use_future_functions = True
    assert {page._prepare_formula(f"={one}1)") for one in functions} == {
        f"{one}1)" for one in functions
    }
    assert page._prepare_formula("=XLOOKUP(1)") != "XLOOKUP(1)"


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


def test_the_image_is_in_a1_to_ab28(shown_book):
    cells = [[cell.value for cell in row] for row in shown_book["Number"]["A1:AB28"]]
    np.testing.assert_allclose(
        cells, digits.picture(digits.drawn_digit("1-leaning")), rtol=1e-15
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
        "ISBLANK",
        "ISNUMBER",
        "LN",
        "NOT",
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


def test_large_sheets_print_their_first_page_only(book):
    for name in ("Parameters", "Adjustments", "Learned", "Examples"):
        assert book[name].print_area == f"'{name}'!$A$1:$AB$58"
    for name in ("Digits", "Centring", "Wires"):
        assert int(book[name].print_area.rpartition("$")[2]) < 75
    said = [cell.value for cell in book["Start"]["B"]]
    assert sum("prints one page each" in str(text) for text in said) == 2


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
    lesson = record_lesson(digit="7", weights=small_weights)
    texts = itertools.cycle(ODD_TEXTS)
    odd = dataclasses.replace(
        lesson,
        source="=source",
        weights="-weights",
        code={step: next(texts) for step in lesson.code},
    )
    write_workbook(odd, tmp_path / "odd.xlsx")
    shown = openpyxl.load_workbook(tmp_path / "odd.xlsx")
    source, weights = next(
        (row[1], below[1])
        for row, below in itertools.pairwise(shown["Start"].iter_rows(max_col=2))
        if row[1].value == "=source"
    )
    assert weights.value == "-weights"
    assert shown["Number"]["A30"].value == "made with: =source"
    texts = [
        row[1]
        for row in shown["Learn"].iter_rows(max_col=2)
        if row[1].value in ODD_SHOWN
    ]
    assert {cell.value for cell in texts} == set(ODD_SHOWN)
    for cell in [*texts, source, weights]:
        assert cell.data_type == "s"
        assert cell.quotePrefix == (cell.value[0] in "=+-@")
    assert all(
        cell.value
        for sheet in shown
        for row in sheet.iter_rows()
        for cell in row
        if cell.quotePrefix
    )


def same_texts(one, other):
    """The texts with English letters that two workbooks have in one cell."""
    for sheet in one:
        for row in sheet.iter_rows():
            for cell in row:
                text = cell.value
                if isinstance(text, str) and re.search("[A-Za-z]{2}", text):
                    if other[sheet.title][cell.coordinate].value == text:
                        yield text


def test_all_of_a_chinese_workbook_is_chinese(tmp_path, small_weights):
    books = []
    for language in ("en", "zh"):
        out = tmp_path / f"{language}.xlsx"
        run = CliRunner().invoke(
            network,
            [
                *("workbook", "--language", language, "--digit", "4-closed"),
                *("--weights", str(small_weights), "--out", str(out)),
            ],
        )
        assert run.exit_code == 0, run.output
        books.append(openpyxl.load_workbook(out, data_only=True))
    steps = {step.replace("-", "_") for step in STEPS}  # as the code has them
    names = {*STEPS, *steps, "image", *books[0].sheetnames, *books[0].defined_names}
    left = {
        text
        for text in same_texts(*books)
        if re.sub(r"^\d+ · ", "", text) not in names
        and not re.search(r"[=(]", text)  # code and formulas
    }
    assert not left


def test_start_says_how_good_the_network_is(tmp_path, mnist_folder, mnist_test):
    images, labels = mnist_test
    read = DigitNetwork.load(DEFAULT_WEIGHTS).forward(digits.columns(images))[1]
    counts = [[0] * 10 for _ in range(10)]
    for label, outputs in zip(labels, read.T):
        counts[label][int(np.argmax(outputs))] += 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MATREEL_MNIST", str(mnist_folder))
        write_workbook(record_lesson(weights=DEFAULT_WEIGHTS), tmp_path / "a.xlsx")
        patch.setenv("MATREEL_MNIST", str(tmp_path))
        write_workbook(record_lesson(weights=DEFAULT_WEIGHTS), tmp_path / "b.xlsx")
    with_images, without = (
        openpyxl.load_workbook(tmp_path / name, read_only=True)["Start"]
        for name in ("a.xlsx", "b.xlsx")
    )
    cells = with_images["E9:N18"]
    assert [[cell.value for cell in row] for row in cells] == counts
    right = sum(counts[digit][digit] for digit in range(10))
    for sheet in (with_images, without):
        assert sheet["D6"].value.startswith(f"It reads {right:,} of 10,000")
    assert without["D9"].value.startswith("Which for which: not known")
    assert without["E9"].value is None


def test_weights_of_which_nobody_says_how_good_they_are(tmp_path, small_weights):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MATREEL_MNIST", str(tmp_path))
        write_workbook(record_lesson(weights=small_weights), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)["Start"]
    assert sheet["D6"].value.startswith("Nobody says")


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
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx", read_only=True)["Start"]
    (cell,) = [row[1] for row in sheet.iter_rows() if row[1].value == "=cmd.png"]
    assert cell.data_type == "s"


def test_each_step_of_the_film_has_a_link_beside_its_block(tmp_path, small_weights):
    path = tmp_path / "linked.xlsx"
    write_workbook(record_lesson(weights=small_weights), path, site="")
    with zipfile.ZipFile(path) as archive:
        page = archive.read(sheet_parts(archive)["Learn"]).decode()
    places = re.findall(r'location="([^"]+)"', page)
    for step in STEPS:
        assert film_link(step, "").partition("#")[2] in places
    assert [place for place in places if "/" in place] == [
        film_link(step, "").partition("#")[2] for step in STEPS
    ]


def test_a_workbook_alone_has_no_link_that_leads_nowhere(path, book):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, part in parts.items() if b'"External"' in part]
    places = [
        cell.hyperlink.location
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert len(places) > 10
    for place in places:
        sheet, _, cell = place.replace("'", "").partition("!")
        assert book[sheet][cell].coordinate == cell


@pytest.mark.parametrize(
    "site, target",
    [
        ("pages", "pages/backprop.html"),
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
            "--site",
            site,
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


@pytest.mark.parametrize("learn", [None, 3])
def test_what_somebody_drew_is_the_image_of_its_workbook(tmp_path, learn):
    drawn = mnist_like(digits.drawn_digit("7").reshape(28, 28))
    lesson = record_lesson(picture=drawn, learn=learn)
    assert np.array_equal(lesson.image, drawn.reshape(784, 1) / 255)
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    assert lesson.label == (network.detect(lesson.image) if learn is None else learn)
    write_workbook(lesson, tmp_path / "drawn.xlsx")
    book = openpyxl.load_workbook(tmp_path / "drawn.xlsx", read_only=True)
    rows = book["Number"].iter_rows(values_only=True)
    said = " ".join(one for row in rows for one in row if isinstance(one, str))
    assert lesson.source == "a digit drawn by hand" and lesson.source in said


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
