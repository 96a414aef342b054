"""Moments of a film, as pieces of a score are made from them."""


def shown(film, moments):
    """The parts of a Film at each of some (shot, second)."""
    for shot, second in moments:
        film.show(shot, second)
        yield film.parts(shot)
