"""The benchmark of what a frame takes in browsers knows the page as it is."""

import pytest

from tests.benchmarks.browser_benchmark import FRAMES, times_on
from tests.browser import visits

pytestmark = pytest.mark.slow


def test_each_frame_is_timed(browser, drawn_roots, drawn_site):
    with visits(browser, drawn_roots) as begin:
        page = begin("disk").page
        took = times_on(page, f"{drawn_site.as_uri()}/forward.html#forward")
        assert isinstance(took, list), took
        assert len(took) == FRAMES and 0 < sum(took) / FRAMES < 1000
