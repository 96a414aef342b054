"""A film as one page that needs no other file."""

import re

import numpy as np
import pytest

from network.recorder import record
from scenes.publish.one_page import MOMENTS, one_page
from scenes.publish.productions import production
from tests.small_film import PACE, small_trace

pytestmark = pytest.mark.slow


class Opened:
    """A page opened from disk, which may ask for nothing else."""

    def __init__(self, browser, path):
        self.page = browser.new_page(viewport={"width": 1000, "height": 640})
        self.asked, self.faults = [], []
        self.page.on("request", lambda one: self.asked.append(one.url))
        self.page.on("pageerror", lambda one: self.faults.append(str(one)))
        self.page.on(
            "console",
            lambda said: (
                said.type in ("error", "warning") and self.faults.append(said.text)
            ),
        )
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("#player[data-cells=ready]")
        self.page.wait_for_selector("#picture[data-state=paused][data-frame]")

    def close(self):
        outside = [url for url in self.asked[1:] if not url.startswith("data:")]
        self.page.close()
        assert (outside, self.faults) == ([], [])


@pytest.fixture(scope="module")
def made():
    return production("forward", record=small_trace(), speed=PACE)


@pytest.fixture(scope="module")
def path(made, tmp_path_factory):
    file = tmp_path_factory.mktemp("page") / "film.html"
    file.write_text(one_page(made), "utf-8")
    return file


@pytest.fixture
def opened(browser, path):
    page = Opened(browser, path)
    yield page
    page.close()


def test_nothing_in_it_leads_out(path):
    text = path.read_text("utf-8")
    plain = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    assert "<script" not in plain
    assert re.findall(r'\b(?:src|href)="(?!data:|[^"]*\.html)([^"]+)"', plain) == []
    assert "url(" not in re.search(r"<style>(.*?)</style>", text, re.S)[1]
    assert "default-src 'none'" in text
    assert len(text) < 1_500_000


def test_it_shows_the_film_frame_by_frame(opened, made):
    for rate in (MOMENTS, 10):
        frames = round(made.film.seconds * rate)
        assert opened.page.evaluate("() => matreelPlayer.rate") == rate
        assert opened.page.evaluate("() => matreelPlayer.film.rates")[str(rate)] == {
            "frames": frames
        }
        opened.page.keyboard.press("End")
        opened.page.wait_for_selector(f"#picture[data-frame='{frames - 1}']")
        assert made.film.steps[-1].acts[0].title in opened.page.inner_text("#now-title")
        opened.page.keyboard.press("s")  # the other rate, at the same moment
        opened.page.wait_for_selector(f"#picture:not([data-rate='{rate}'])")
    opened.page.keyboard.press("Home")
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_selector("#picture[data-frame='1']")


def test_it_plays(opened):
    opened.page.keyboard.press(" ")
    opened.page.wait_for_function("() => matreelPlayer.frame > 5")
    opened.page.keyboard.press(" ")
    opened.page.wait_for_selector("#picture[data-state=paused]")


def test_numbers_are_read(opened, made):
    weights = next(
        value.array for value in made.record.inputs if value.name == "weights"
    )
    opened.page.keyboard.press("PageDown")
    opened.page.wait_for_selector("#picture[data-state=paused]")
    opened.page.keyboard.press("r")
    reading = opened.page.inner_text("#reading")
    number = float(reading.rpartition("=")[2].strip().replace("−", "-"))
    assert np.isclose(number, np.concatenate([weights.ravel()])).any()


def test_a_link_leads_nowhere(opened):
    address = opened.page.url
    opened.page.eval_on_selector("#source a", "link => link.click()")
    opened.page.wait_for_timeout(200)
    assert opened.page.url == address


def test_hostile_code_is_text(browser, tmp_path):
    """What a trace says can end no script and begin none."""
    text = (
        "import numpy as np\n\ndef f(x):\n"
        "    y = x + 1  # </script><script>window.hit = 1</script><!-- <script>\n"
        "    return y\n"
    )
    file = tmp_path / "net.py"
    file.write_text(text)
    names = {}
    exec(compile(text, str(file), "exec"), names)
    trace = record(
        names["f"], np.ones((2, 2)), about={"source": "</script><b onclick=hit>"}
    )
    page = tmp_path / "film.html"
    page.write_text(one_page(production("forward", record=trace, speed=PACE)), "utf-8")
    opened = Opened(browser, page)
    assert opened.page.evaluate("() => window.hit") is None
    assert "</script><script>window.hit = 1" in opened.page.inner_text("#source")
    opened.close()


def test_chinese_has_its_letters(browser, made, tmp_path):
    page = tmp_path / "film.html"
    page.write_text(one_page(made, "zh"), "utf-8")
    opened = Opened(browser, page)
    assert opened.page.evaluate("() => 'cjk' in matreelPlayer.film.score.fonts")
    opened.close()
