"""What colour a value has, from the stops in the storyboard alone.

OKLab as Bjorn Ottosson published it (https://bottosson.github.io/posts/oklab,
2020), both ways with his own numbers; shares no code with scenes.
"""

import numpy as np

DIVERGING = (
    "#58B0FF",
    "#3C87CE",
    "#1F5E9E",
    "#141B24",
    "#A2560E",
    "#D17923",
    "#FF9D3B",
)
GREY = ("#0F141A", "#F0F4F8")
EMPTY = "#10151C"
MASKED = "#1A2028"
UNUSUAL = {"nan": "#8957E5", "+inf": "#3FB950", "-inf": "#F778BA"}


def levels(color):
    """ "#RRGGBB" as three levels 0..255."""
    return np.array(list(bytes.fromhex(color[1:])), float)


def _to_oklab(color):
    r, g, b = (
        (part / 255 + 0.055) ** 2.4 / 1.055**2.4
        if part > 10.31475
        else part / 255 / 12.92
        for part in levels(color)
    )
    l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return np.array(
        [
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
        ]
    )


def _from_oklab(lab):
    """(..., 3) OKLab -> levels 0..255, not rounded."""
    lightness, a, b = np.moveaxis(lab, -1, 0)
    l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = np.stack(
        [
            +4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
        ],
        axis=-1,
    )
    linear = np.clip(linear, 0, 1)
    curved = 1.055 * linear ** (1 / 2.4) - 0.055
    return np.where(linear < 0.0031308, 12.92 * linear, curved) * 255


def colors_of(values, kind, limit, hidden=None):
    """The levels 0..255, (..., 3), of values on a scale.

    Args:
        kind: "diverging", over -limit..limit, or "grey", over 0..limit.
        hidden: what is at or below it is hidden by a mask.
    """
    values = np.asarray(values, float)
    stops = np.array(
        [_to_oklab(stop) for stop in (DIVERGING if kind == "diverging" else GREY)]
    )
    share = np.clip(np.where(np.isnan(values), 0, values) / limit, -1, 1)
    along = (share + 1) / 2 if kind == "diverging" else np.maximum(share, 0)
    place = along * (len(stops) - 1)
    below = np.minimum(place.astype(int), len(stops) - 2)
    rest = (place - below)[..., None]
    colors = _from_oklab(stops[below] * (1 - rest) + stops[below + 1] * rest)
    for where, name in (
        (np.isnan(values), "nan"),
        (values == np.inf, "+inf"),
        (values == -np.inf, "-inf"),
    ):
        colors[where] = levels(UNUSUAL[name])
    if hidden is not None:
        colors[values <= hidden] = levels(MASKED)
    return colors
