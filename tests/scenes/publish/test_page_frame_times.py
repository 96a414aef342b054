"""The benchmark of what a frame takes in browsers knows the page as it is."""

import pytest

from tests.benchmarks.browser_benchmark import FRAMES, times_on

pytestmark = pytest.mark.slow


def test_each_frame_is_timed(browser, drawn_site):
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    took = times_on(page, f"{drawn_site.as_uri()}/forward.html#forward")
    page.close()
    assert isinstance(took, list), took
    assert len(took) == FRAMES and 0 < sum(took) / FRAMES < 1000
