"""How fast the subcaptions of a film are to be read."""

READING_SPEED = 17  # characters a second that a subcaption may have


def spoken(film):
    """slug -> the subcaption of the step."""
    return {
        step.slug: step.caption_within(_seconds(film, number))
        for number, step in enumerate(film.steps)
    }


def _seconds(film, number):
    return sum(shot.seconds for shot in film.shots_of(number))


def reading_speeds(film):
    """slug -> characters a second of the subcaption."""
    return {
        slug: len(words) / _seconds(film, number)
        for number, (slug, words) in enumerate(spoken(film).items())
    }
