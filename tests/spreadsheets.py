"""Workbooks in LibreOffice: plant wrong values, change cells, recalculate.

LibreOffice runs without a window, told to trust no value that a file has for
a formula. A macro of its own (spreadsheets.bas) opens the workbook, sets cells
and reads what follows: one start for many digits.
"""

import itertools
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pytest

PLANTED = "-987654.25"  # in place of every value that a formula has
TIMEOUT_SECS = 600
PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
 oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop
 oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""
_MACRO = "macro:///Standard.Jobs.Main"
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC
 "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library"
 library:name="Standard" library:readonly="false"
 library:passwordprotected="false">
<library:element library:name="Jobs"/></library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC
 "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script"
 script:name="Jobs" script:language="StarBasic">{}</script:module>"""


class Job:
    """What is to be done with a workbook, in order."""

    def __init__(self, path):
        self.lines = [f"open\t{Path(path).as_uri()}"]

    def set(self, area, values):
        """Put numbers or texts into an area; None empties a cell."""
        self.lines.append(f"set\t{area.sheet}\t{_plain(area)}")
        for row in np.asarray(values, object).reshape(area.rows, area.columns):
            self.lines.append("\t".join(map(_written, row)))

    def read(self, area):
        """Read an area; `Office.run` returns its numbers, NaN for others."""
        self.lines.append(f"read\t{area.sheet}\t{_plain(area)}")

    def read_sheet(self, name):
        """Read a whole sheet; `Office.run` returns rows of texts."""
        self.lines.append(f"read\t{name}")


class Office:
    """LibreOffice with a profile of its own in a folder."""

    def __init__(self, folder):
        self._program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        if self._program is None:
            pytest.skip(
                "missing: LibreOffice (soffice); `make test` installs "
                "it on Debian and Ubuntu"
            )
        self._folder, user = Path(folder), Path(folder) / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE)
        standard = user / "basic" / "Standard"
        # A new profile fills its own library at the first or second macro,
        # over whatever stands there.
        for _ in range(3):
            if not (standard / "Module1.xba").exists():
                self._start("--norestore", _MACRO)
        (standard / "script.xlb").write_text(_LIBRARY)
        macro = Path(__file__).with_suffix(".bas").read_text()
        (standard / "Jobs.xba").write_text(_MODULE.format(escape(macro)))

    def run(self, job):
        """Carry out a Job.

        Returns:
            What each of its reads gave, and the seconds that each of its
            lines took.
        """
        path = self._folder / "job"
        path.write_text("\n".join(job.lines))
        answer = path.with_name("job.out")
        answer.unlink(missing_ok=True)
        self._start("--norestore", _MACRO, MATREEL_JOB=str(path))
        return _parsed(answer.read_text("utf-8"), job)

    def _start(self, *arguments, **environment):
        profile = (self._folder / "profile").as_uri()
        subprocess.run(
            [
                self._program,
                f"-env:UserInstallation={profile}",
                "--headless",
                *arguments,
            ],
            check=True,
            capture_output=True,
            timeout=TIMEOUT_SECS,
            env=os.environ | {"LC_ALL": "C.UTF-8"} | environment,
        )


def plant_wrong_values(path, out):
    """Copy a workbook with a wrong value in place of each formula's own.

    Returns:
        How many values were planted.
    """
    planted = 0
    with (
        zipfile.ZipFile(path) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy,
    ):
        for name in source.namelist():
            text = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text, count = re.subn(
                    r'(<c r="\w+"(?: s="\d+")?)(?: t="str")?>(<f[^>]*>.*?</f>)'
                    r"<v>[^<]*</v>",
                    rf"\1>\2<v>{PLANTED}</v>",
                    text.decode("utf-8"),
                )
                planted += count
            copy.writestr(name, text)
    return planted


def sheet_parts(archive):
    """The part of an .xlsx file that holds each sheet, by its name."""
    book = archive.read("xl/workbook.xml").decode("utf-8")
    names = re.findall(r'<sheet name="([^"]+)"', book)
    return {
        name: f"xl/worksheets/sheet{number}.xml"
        for number, name in enumerate(names, start=1)
    }


def _written(value):
    if value is None:
        return "~"
    return f'"{value}' if isinstance(value, str) else repr(float(value))


def _plain(area):
    return area.range.replace("$", "")


def _parsed(text, job):
    assert "\nfailed\t" not in "\n" + text, text[-300:]
    parts = re.split(r"^ms\t(\d+)\n", text, flags=re.MULTILINE)
    seconds = [int(part) / 1000 for part in parts[1::2]]
    commands = [
        line for line in job.lines if line.startswith(("open\t", "set\t", "read\t"))
    ]
    results = []
    for command, rows in itertools.zip_longest(commands, parts[::2][:-1]):
        if command.startswith("read"):
            cells = [row.split("\t") for row in rows.split("\n")[:-1]]
            whole_sheet = command.count("\t") == 1
            results.append(
                cells
                if whole_sheet
                else np.array([[_number(text) for text in row] for row in cells])
            )
    return results, seconds


def _number(text):
    try:
        return float(text)
    except ValueError:
        return np.nan
