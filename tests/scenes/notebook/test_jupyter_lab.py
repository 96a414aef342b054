"""Films in a real JupyterLab, in a real browser."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.browser import chromium
from tests.in_time import PATIENCE_SECS

pytest.importorskip("jupyterlab", reason="missing: jupyterlab")
pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
TOKEN = "for-this-test"
CELLS = (
    "import numpy as np\n"
    "from network.recorder import record\n"
    "from scenes.notebook import show\n"
    "def layer(weights, x):\n"
    "    sums = weights @ x\n"
    "    return np.maximum(0, sums)\n"
    "rng = np.random.default_rng(3)\n"
    "weights, x = rng.normal(size=(3, 4)), rng.normal(size=(4, 1))\n"
    "show(record(layer, weights, x), pace=0.5)",
    "%load_ext scenes.notebook",
    "%%record trace --pace 0.5\nhalves = weights / 2\ntotals = halves @ x",
    "print(type(halves).__name__, np.array_equal(totals, weights @ x / 2), "
    "trace.verify().ok)",
    "%%record\nmore = x + 1\nmore / {}",
)


def notebook():
    """The text of a notebook with CELLS, none of which has been run."""
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {
                "kernelspec": {
                    "name": "python3",
                    "display_name": "Python 3",
                    "language": "python",
                }
            },
            "cells": [
                {
                    "cell_type": "code",
                    "id": f"cell{number}",
                    "metadata": {},
                    "execution_count": None,
                    "outputs": [],
                    "source": text,
                }
                for number, text in enumerate(CELLS)
            ],
        }
    )


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """(the address of a JupyterLab, the Path of its notebook)."""
    folder = tmp_path_factory.mktemp("lab")
    file = folder / "film.ipynb"
    file.write_text(notebook())
    home = folder / "home"
    home.mkdir()
    # All cells are on the page, also those that are out of sight.
    settings = home / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    environment = {
        **os.environ,
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "PYTHONPATH": str(ROOT),
    }
    program = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *("--ServerApp.port=0", f"--IdentityProvider.token={TOKEN}"),
        *(f"--ServerApp.root_dir={folder}", "--ServerApp.ip=127.0.0.1"),
        *(
            "--LabApp.news_url=None",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ),
    ]
    with (
        (folder / "log.txt").open("wb") as log,
        subprocess.Popen(
            program, cwd=folder, env=environment, stdout=log, stderr=log
        ) as process,
    ):
        try:
            yield _address(process, home / "runtime", folder / "log.txt"), file
        finally:
            process.terminate()
            process.wait(PATIENCE_SECS)


def _address(process, runtime, log):
    end = time.monotonic() + PATIENCE_SECS
    while time.monotonic() < end and process.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            try:
                return json.loads(path.read_text())["url"]
            except (ValueError, KeyError):
                pass  # it is still being written
        time.sleep(0.1)
    raise AssertionError(log.read_text()[-3000:])


@pytest.fixture(scope="module")
def page(lab):
    address, _ = lab
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 1400, "height": 1000})
        opened.set_default_timeout(PATIENCE_SECS * 1000)
        outside = []
        opened.on(
            "request",
            lambda asked: (
                asked.url.startswith((address, "data:", f"blob:{address}", "ws:"))
                or outside.append(asked.url)
            ),
        )
        asks = opened.locator("dialog.jp-Dialog")
        opened.add_locator_handler(asks, lambda: accept(asks))
        opened.goto(f"{address}lab/tree/film.ipynb?token={TOKEN}", wait_until="commit")
        kernel_is_ready(opened)
        yield opened
        assert [url for url in outside if "about:" not in url] == []


def accept(dialog):
    """Answer what JupyterLab asks before it lets anything be clicked; what it asked
    stands in the report of a test that fails."""
    print("JupyterLab asked:", dialog.inner_text())
    dialog.locator(".jp-mod-accept").click()


def kernel_is_ready(page):
    """Wait until a notebook has its kernel. Before, it stands on the page with "No
    Kernel", idle, and asks for one in a dialog when a cell is run."""
    page.wait_for_selector(".jp-KernelName:has-text('Python 3')")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")


def run_cell(page, number):
    """Run a cell, by its keys, and see that it is run: JupyterLab drops without a
    word what is asked of it while it is still being set up."""
    cell = page.locator(".jp-Notebook .jp-Cell").nth(number)
    end = time.monotonic() + PATIENCE_SECS
    while True:
        cell.locator(".cm-content").click()
        page.keyboard.press("Shift+Enter")
        asked = time.monotonic()
        while time.monotonic() < asked + 10:
            if cell.locator(".jp-InputArea-prompt").inner_text() != "[ ]:":
                return
            page.wait_for_timeout(100)
        assert time.monotonic() < end, page.inner_text("body")


@pytest.fixture(scope="module")
def played(page):
    """The page when all cells but the last have been run. Where that fails no test
    waits for it again."""
    for number in range(len(CELLS) - 1):
        run_cell(page, number)
    page.wait_for_selector("text=ndarray True True", state="attached")
    return page


def films(page):
    return page.locator(".jp-OutputArea iframe")


def plays(page, number):
    """Whether the film in a frame plays on where it is told to."""
    frame = page.locator(".jp-OutputArea iframe").nth(number)
    frame.scroll_into_view_if_needed()
    inside = frame.element_handle().content_frame()
    inside.wait_for_selector("#player[data-cells=ready]")
    inside.wait_for_selector("#picture[data-frame]")
    before = inside.evaluate("() => matreelPlayer.frame")
    inside.click("#play")
    inside.wait_for_function("before => matreelPlayer.frame > before + 3", arg=before)
    inside.click("#play")
    return inside


def test_a_film_plays_below_its_cell(played):
    assert films(played).count() == 2
    inside = plays(played, 0)
    assert "sums = weights @ x" in inside.inner_text("#source")
    assert inside.evaluate("() => matreelPlayer.film.name") == "forward"


def test_a_cell_is_recorded_and_its_variables_stay(played):
    inside = plays(played, 1)
    source = inside.inner_text("#source")
    assert "halves = weights / 2" in source and "%%record" not in source


def test_a_film_cannot_reach_the_notebook(played):
    inside = films(played).first.element_handle().content_frame()
    assert (
        inside.evaluate(
            "() => { try { return Boolean(parent.document); } catch { return false; } }"
        )
        is False
    )


def test_what_a_cell_raises_stands_below_its_film(played):
    run_cell(played, len(CELLS) - 1)
    played.wait_for_selector(
        ".jp-OutputArea >> text=unsupported operand", state="attached"
    )
    assert films(played).count() == 3


def test_it_is_saved_with_the_notebook(played, lab):
    """Opened again without its kernel, the films are there and play."""
    page, (_, file) = played, lab
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    end = time.monotonic() + PATIENCE_SECS
    while "srcdoc" not in file.read_text():
        assert time.monotonic() < end
        time.sleep(0.1)
    page.evaluate(
        "() => fetch('/api/sessions').then((one) => one.json()).then((all) => "
        "Promise.all(all.map(({id}) => fetch(`/api/sessions/${id}`, {method: 'DELETE',"
        " headers: {'X-XSRFToken': document.cookie.match(/_xsrf=([^;]+)/)[1]}}))))"
    )
    page.reload(wait_until="commit")
    page.wait_for_selector(".jp-OutputArea iframe")
    plays(page, 0)
    held = json.loads(file.read_text())
    size = sum(
        len("".join(output["data"].get("text/html", "")))
        for cell in held["cells"]
        for output in cell["outputs"]
        if "data" in output
    )
    print(f"three films take {size / 1e6:.1f} MB in the notebook")
    assert size < 3_000_000
