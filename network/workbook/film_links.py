"""Which step of the films a block of the workbook is, and the link to it."""

_FORWARD = (
    "image",
    "hidden-pre-sigmoid",
    "hidden-neurons",
    "output-pre-sigmoid",
    "output-neurons",
    "detected",
)


def film_link(step, site):
    """The address of a film's step, "site/backprop.html#backprop/...".

    Args:
        step: its slug; the reading is in the film `forward`, the rest in
            `backprop`.
        site: a folder or web address that ends in "/"; or a dict of steps to
            addresses, in which case one may have none.
    """
    if isinstance(site, dict):
        return site.get(step)
    film = "forward" if step in _FORWARD else "backprop"
    return f"{site}{film}.html#{film}/{step}"


def write_link(sheet, row, column, step, site, *, number=None):
    """Write a step's slug as a link to its place in the film.

    Args:
        site: as film_link has it; None: nobody says where the films are, and
            the slug is no link.
    """
    text = step if number is None else f"{number} · {step}"
    address = None if site is None else film_link(step, site)
    if address is None:
        sheet.text(row, column, text, "bold", valign="vcenter")
    else:
        sheet.link(row, column, address, text)
