"""Which step of the films a block of the workbook is, and the link to it."""

# Where the films' pages are published, seen from the workbook's folder.
SITE = "site/"

_FORWARD = (
    "image",
    "hidden-pre-sigmoid",
    "hidden-neurons",
    "output-pre-sigmoid",
    "output-neurons",
    "detected",
)


def film_link(step, site=SITE):
    """The address of a film's step, "site/backprop.html#backprop/...".

    Args:
        step: its slug; the reading is in the film `forward`, the rest in
            `backprop`.
        site: a folder or web address that ends in "/".
    """
    film = "forward" if step in _FORWARD else "backprop"
    return f"{site}{film}.html#{film}/{step}"


def write_link(sheet, row, column, step, site, *, number=None):
    """Write a step's slug as a link to its place in the film."""
    text = step if number is None else f"{number} · {step}"
    sheet.link(row, column, film_link(step, site), text)
