"""While a film plays, the screen's pictures and the film's frames go on together.

Pages are asked which frame they would show at each picture of a screen of some
speed, whose times come a little early or late.
"""

from pathlib import Path

import numpy as np
import pytest

from scenes.publish import page as pages

pytestmark = pytest.mark.slow
STAGE = Path(pages.__file__).parent / "assets" / "stage.js"
LATE = 0.09  # of a picture's time that it comes early or late, at most
SECONDS = 30
SHOWN = """([times, rate]) => {
  let frame = 0;
  return times.map((now, k) => {
    const gone = now - times[Math.max(0, k - 1)];
    return frame = frameAfter(frame, gone * rate, now * rate);
  });
}"""


@pytest.fixture(scope="module")
def shown(browser):
    page = browser.new_page()
    page.add_script_tag(path=STAGE)

    def frames(screen, rate, missed=()):
        """(seconds, frames) of the pictures of a screen, without those missed."""
        random = np.random.default_rng(0)
        times = np.arange(0, SECONDS, 1 / screen)
        times += random.uniform(-LATE, LATE, times.size) / screen
        times = np.delete(times - times[0], missed)
        return times, np.array(page.evaluate(SHOWN, [times.tolist(), rate]))

    yield frames
    page.close()


@pytest.mark.parametrize("screen", [60, 59.94, 59.9, 60.1])
def test_a_screen_of_the_films_own_speed_shows_frame_after_frame(shown, screen):
    """One is shown twice or left out only where a whole one is due."""
    times, frames = shown(screen, 60)
    others = np.count_nonzero(np.diff(frames) != 1)
    assert others <= np.ceil(abs(screen - 60) * times[-1])


def test_half_the_frames_evenly(shown):
    """As at twice the speed, or on a screen of 30 pictures a second."""
    _, frames = shown(60, 120)
    assert set(np.diff(frames)) == {2}


@pytest.mark.parametrize("screen, rate", [(60, 30), (60, 15), (120, 60), (60, 10)])
def test_each_frame_stands_equally_long(shown, screen, rate):
    _, frames = shown(screen, rate)
    assert set(np.diff(frames)) == {0, 1}
    assert set(np.diff(np.flatnonzero(np.diff(frames)))) == {screen // rate}


@pytest.mark.parametrize("screen", [50, 60, 75, 90, 120, 144, 165])
@pytest.mark.parametrize("rate", [10, 15, 45, 60, 90, 240])
def test_the_film_keeps_the_time(shown, screen, rate):
    """Never a whole frame, or picture, from where it should be, never back."""
    times, frames = shown(screen, rate)
    away = np.abs(frames - times * rate)
    assert away.max() < 1 + 2 * LATE * rate / screen
    assert np.diff(frames).min() >= 0


def test_after_missed_pictures_it_is_where_it_should_be(shown):
    missed = np.r_[100:104, 300:360, 500]
    times, frames = shown(60, 60, missed)
    away = np.abs(frames - times * 60)
    assert away.max() < 1
    after = np.diff(frames)[[99, 295]]
    np.testing.assert_array_equal(after, [5, 61])
