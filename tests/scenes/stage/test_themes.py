"""The colours on other grounds stand out as they do on the dark one."""

import numpy as np
import pytest

from scenes.stage import palette
from scenes.stage.themes import DARK, LIGHT, PRINT, THEMES

ON = [theme for theme in THEMES if theme is not DARK]
READ = ("TEXT", "QUIET", "AMBER", "PURPLE", "KEYWORD", "SELF", "CODE")


def of(theme, name):
    return theme.colors([getattr(palette, name)])[0]


def test_the_dark_theme_is_the_palette():
    assert DARK.colors([palette.AMBER, "#0d1117"]) == [palette.AMBER, "#0D1117"]
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
