"""What a workbook is written over: nothing that has something of the user's."""

import datetime
import os
import shutil
import subprocess
import zipfile

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner

from network.cli.commands import network
from network.workbook import WorkbookError, record_lesson, write_workbook
from network.workbook.replaceable import TITLE
from tests.spreadsheets import PROGRAMS


@pytest.fixture(scope="module")
def lesson():
    return record_lesson(digit="7")


@pytest.fixture(scope="module")
def written(lesson, tmp_path_factory):
    path = tmp_path_factory.mktemp("written") / "a.xlsx"
    write_workbook(lesson, path)
    return path


def saved_by_openpyxl(path, written):
    book = openpyxl.load_workbook(written)
    book["Start"]["A40"] = "my answer: 4"
    book.save(path)


def of_xlsxwriter(path, title):
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": title})
        book.add_worksheet().write(0, 0, "marks of 2026")


def titled_but_changed(path, written):
    """As Excel saves one: all parts kept, with the time when it was."""
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                at = data.index(b"modified")
                data = data[:at] + data[at:].replace(b"20", b"21", 1)
            new.writestr(name, data)


def archive(path, **members):
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/") + ".xml", content)


def cut_short(path, written):
    path.write_bytes(written.read_bytes()[:-3000])


OTHERS = {
    "one that openpyxl saved": saved_by_openpyxl,
    "one that Excel saved": titled_but_changed,
    "one of another program": lambda path, _: of_xlsxwriter(path, "Marks"),
    "one without properties": lambda path, _: of_xlsxwriter(path, ""),
    "an archive": lambda path, _: archive(path, thesis="ten years of work"),
    "an archive with our title": lambda path, _: archive(path, docProps__core=TITLE),
    "one cut short": cut_short,
    "a history": lambda path, _: shutil.copy(
        "network/runs/histories/784-20-10.history", path
    ),
    "a trace": lambda path, _: path.write_bytes(b"SQLite format 3\0" + bytes(900)),
    "a text": lambda path, _: path.write_text("PK, my notes"),
    "a pipe": lambda path, _: os.mkfifo(path),
}


@pytest.mark.parametrize("make", OTHERS.values(), ids=OTHERS)
def test_what_is_not_as_it_was_written_is_not_replaced(tmp_path, written, make):
    path = tmp_path / "a.xlsx"
    make(path, written)
    before = path.read_bytes() if path.is_file() else None
    run = CliRunner().invoke(network, ["workbook", "--out", str(path)])
    assert run.exit_code == 1 and "a.xlsx: expected a" in run.output
    assert run.output.count("\n") == 1
    assert (path.read_bytes() if path.is_file() else None) == before
    assert os.listdir(tmp_path) == ["a.xlsx"]


def test_what_was_written_before_is_replaced(tmp_path, written, lesson):
    path = tmp_path / "a.xlsx"
    for start in (written.read_bytes(), b""):
        path.write_bytes(start)
        write_workbook(lesson, path)
        assert openpyxl.load_workbook(path, read_only=True).properties.title == TITLE
    assert os.listdir(tmp_path) == ["a.xlsx"]


@pytest.mark.slow
def test_one_that_libreoffice_saved_is_not_replaced(tmp_path, written, lesson):
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("missing: LibreOffice (soffice)")
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            tmp_path,
            written,
        ],
        check=True,
        capture_output=True,
    )
    before = (tmp_path / "a.xlsx").read_bytes()
    with pytest.raises(WorkbookError, match="saved since"):
        write_workbook(lesson, tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == before


def test_the_time_of_a_workbook_is_in_it(written):
    """Else none could be told from one that was saved since."""
    properties = openpyxl.load_workbook(written, read_only=True).properties
    assert properties.created == properties.modified
    assert abs(
        properties.created - datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    ) < datetime.timedelta(days=1)
