"""A moment as a PDF page looks like the film's frame, its texts as texts."""

import io

import numpy as np
import pypdfium2
import pytest

from scenes.film.stills import still
from scenes.score.pdf import SIGN, pdf_of
from scenes.stage import palette
from scenes.stage.canvas import DESIGN_WIDTH
from scenes.stage.part import Box, Part
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import Type, ink


def page_of(parts):
    written = pdf_of(parts)
    assert SIGN in written  # by which it may be replaced
    return pypdfium2.PdfDocument(io.BytesIO(written))[0]


def pixels(page):
    """The page at one pixel for each design pixel."""
    scale = DESIGN_WIDTH / page.get_width()
    return np.asarray(page.render(scale=scale).to_pil().convert("RGB"), float)


class Says(Part):
    """A part that draws a text."""

    def __init__(self, text, family="words"):
        super().__init__(Box(100, 100, 800, 60))
        self.text, self.family = text, family

    def draw(self, canvas):
        kind = Type(self.family, 30.0, 600)
        canvas.text(self.text, 100, 140, kind, palette.TEXT)


class Squares(Part):
    """A part that draws one square over another."""

    def __init__(self):
        super().__init__(Box(100, 100, 200, 200))

    def draw(self, canvas):
        canvas.rectangle(100, 100, 200, 200, fill="#FFFFFF")
        canvas.rectangle(150, 150, 100, 100, fill="#000000")


@pytest.mark.parametrize("step", [2, 5])
def test_a_page_looks_like_the_frame(digit_film, step):
    shot = digit_film.shots_of(step)[0]
    wanted = np.asarray(
        still(digit_film, shot, shot.seconds / 2, width=DESIGN_WIDTH).convert("RGB"),
        float,
    )
    drawn = pixels(page_of(digit_film.parts(shot)))
    assert drawn.shape == wanted.shape
    # Letters are smoothed in another way: their edges differ, and nothing else.
    apart = np.abs(drawn - wanted).max(axis=2)
    assert np.mean(apart > 60) < 0.02
    blocks = [one.reshape(54, 20, 96, 20, 3).mean((1, 3)) for one in (drawn, wanted)]
    assert np.abs(blocks[0] - blocks[1]).max() < 20


def test_every_text_of_a_frame_can_be_read_out(digit_film):
    shot = digit_film.shots_of(3)[0]
    digit_film.show(shot, shot.seconds)
    told = page_of(digit_film.parts(shot)).get_textpage().get_text_range()
    for text in (
        "DigitNetwork.forward",
        "self.input_to_hidden_weights @ image",
        "hidden_neurons = sigmoid(hidden_pre_sigmoid)",
    ):
        assert text in told


@pytest.mark.parametrize("family", ["words", "code"])
@pytest.mark.parametrize(
    "text", ["a (b) \\ c", "−0.5 × Σ → é", "隐藏层的权重 x", "naïve 权重", "< > & ' \""]
)
def test_a_text_is_what_it_was(text, family):
    page = page_of([Says(text, family)])
    assert page.get_textpage().get_text_range().strip() == text
    seen = np.abs(pixels(page) - 255 * np.array(palette.rgb(palette.BACKGROUND)))
    across = np.flatnonzero((seen.max(axis=2) > 60).any(axis=0))
    mask, left, _ = ink(text, family, 600, 30)  # it is where it was, and as wide
    inked = 100 + left + np.flatnonzero((mask > 60).any(axis=0))
    assert across[[0, -1]] == pytest.approx(inked[[0, -1]], abs=2)


@pytest.mark.parametrize("shape", [(3, 4), (80, 80)])
def test_cells_have_their_colours(shape):
    values = np.random.default_rng(1).normal(size=shape)
    values.flat[1] = np.nan
    plane = MatrixPlane(values, Box(100, 200, 640, 640), name="x")
    drawn = pixels(page_of([plane]))
    wanted = plane.color_scale.colors(values)[..., :3].astype(float)
    found = {tuple(color) for color in drawn.reshape(-1, 3).round()}
    assert {tuple(color) for color in wanted.reshape(-1, 3)} <= found


def test_a_faded_part_is_put_together_before_it_fades():
    part = Squares()
    part.opacity = 0.5
    drawn = pixels(page_of([part]))
    ground = 255 * np.array(palette.rgb(palette.BACKGROUND))
    assert drawn[120, 120] == pytest.approx((ground + 255) / 2, abs=1)
    assert drawn[200, 200] == pytest.approx(ground / 2, abs=1)


def test_the_same_marks_give_the_same_bytes():
    assert pdf_of([Says("one")]) == pdf_of([Says("one")]) != pdf_of([Says("two")])
