"""The colours on other grounds stand out as they do on the dark one."""

import numpy as np
import pytest

from scenes.stage import palette
from scenes.stage.camera import drawn
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.themes import DARK, LIGHT, PRINT, THEMES, ThemeError, theme_named

ON = [theme for theme in THEMES if theme is not DARK]
READ = (
    "TEXT",
    "QUIET",
    "POINTED",
    "RIGHT",
    "WRONG",
    "PROGRESS",
    "PURPLE",
    "KEYWORD",
    "SELF",
    "CODE",
)


def of(theme, name):
    return theme.colors([getattr(palette, name)])[0]


def test_the_dark_theme_is_the_palette():
    assert DARK.colors([palette.POINTED, "#0d1117"]) == [palette.POINTED, "#0D1117"]
    assert np.array_equal(DARK.ramps[0], palette.ramp(palette.DIVERGING_STOPS))


@pytest.mark.parametrize("theme", ON, ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", READ)
def test_words_are_legible(theme, name):
    assert palette.contrast(of(theme, name), of(theme, "BACKGROUND")) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", [0, 1])
def test_numbers_on_cells_are_legible(theme, kind):
    dark = [f"#{bytes(row[:3].tolist()).hex()}" for row in DARK.ramps[kind][::16]]
    inks = theme.colors([palette.ink_on(color) for color in dark])
    cells = theme.ramps[kind][::16, :3]
    assert min(map(palette.contrast, inks, cells)) >= 4.2


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_larger_value_stands_out_more(theme):
    """From zero to both ends, and from 0 to 1 on the grey ramp."""
    diverging, grey = theme.ramps
    zero = palette.luminance(diverging[1024])
    away = [abs(palette.luminance(row) - zero) for row in diverging[1024:2049:64, :3]]
    assert away == sorted(away)
    away = [abs(palette.luminance(row) - zero) for row in diverging[1024::-64, :3]]
    assert away == sorted(away)
    white = [palette.luminance(row) for row in grey[:2049:64, :3]]
    assert white in (sorted(white), sorted(white, reverse=True))


@pytest.mark.parametrize("theme", ON, ids=lambda theme: theme.name)
def test_blue_stays_blue_and_orange_orange(theme):
    red, _, blue = np.moveaxis(theme.ramps[0][:, :3].astype(int), 1, 0)
    assert (blue[:900] > red[:900] + 8).all()
    assert (red[1150:2049] > blue[1150:2049] + 8).all()


@pytest.mark.parametrize("theme", [LIGHT, PRINT], ids=lambda theme: theme.name)
def test_paper_is_white(theme):
    assert of(theme, "BACKGROUND") == "#FFFFFF"
    assert palette.luminance(theme.ramps[0][1024]) > 0.8


def test_a_colour_of_a_ramp_keeps_its_place():
    color = f"#{bytes(DARK.ramps[0][1800][:3].tolist()).hex()}"
    there = LIGHT.ramps[0][1800]
    assert LIGHT.colors([color]) == [f"#{bytes(there[:3].tolist()).hex().upper()}"]


def plane():
    """A plane with numbers in its cells, some of which hold no value yet."""
    values = np.array([[-2.0, -0.5, 0.0], [0.5, 2.0, np.nan], [1.0, 1.0, 1.0]])
    part = MatrixPlane(values, Box(200, 200, 900, 600), name="weights")
    part.revealed = 6
    return part


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_frame_has_the_colours_of_its_theme(theme):
    part, records = plane(), []
    frame = drawn([part], theme=theme, records=records)
    (cells,) = (one for one in records if hasattr(one, "values"))
    ground = hexed(frame[0, 0])
    assert ground == theme.colors([palette.BACKGROUND])[0]
    levels = cells.scale.levels(cells.values)
    expected = theme.ramps[0][levels][..., :3].astype(int)
    for row, column in np.argwhere(cells.shown):
        x, y = cells.centers()[row, column]
        seen = frame[int(y) - 70, int(x) - 90, :3].astype(int)
        assert np.abs(seen - expected[row, column]).max() <= 2, (row, column)
    x, y = cells.centers()[2, 1]
    assert hexed(frame[int(y), int(x)]) == theme.colors([palette.EMPTY])[0]
    names = frame[150:198, 200:400, :3].reshape(-1, 3)
    assert hexed(farthest(names, frame[0, 0, :3])) == theme.colors([palette.TEXT])[0]


def hexed(color):
    return f"#{bytes(color[:3].tolist()).hex().upper()}"


def farthest(colors, ground):
    """Of some colours the one that is least like another."""
    return colors[np.abs(colors.astype(int) - ground).sum(axis=1).argmax()]


def test_what_is_kept_of_one_theme_is_of_no_other():
    part = plane()
    before = drawn([part])
    light = drawn([part], theme=LIGHT)
    assert np.array_equal(drawn([part]), before)
    assert np.array_equal(drawn([part], theme=LIGHT), light)
    assert np.array_equal(drawn([part], theme=DARK), before)


def test_themes_have_the_names_of_the_pages():
    assert [theme_named(one.name) for one in THEMES] == list(THEMES)
    assert theme_named("") is DARK
    with pytest.raises(ThemeError, match="dark, light, contrast, print, got pink"):
        theme_named("pink")
