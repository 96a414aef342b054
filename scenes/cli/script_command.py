"""python -m scenes script: what a film says, for who speaks it."""

import csv
import io

import click

from scenes.acts.film_step import FilmStep
from scenes.cli.film_options import FilmName, film_options, in_one_line
from scenes.cli.voice_options import voice_options
from scenes.film.cues import script
from scenes.film.narration import Sentence
from scenes.publish.chapters import no_formula
from scenes.stage.typeface import printable

COLUMNS = "begins", "ends", "step", "sentence", "file"


@click.command(name="script")
@click.argument("name", default="forward", metavar="[FILM]", type=FilmName())
@film_options
@voice_options
@click.option(
    "--csv", "as_csv", is_flag=True, help=f"A table: {', '.join(COLUMNS)}; in seconds."
)
def script_command(name, shown, as_csv):
    """Print what a film says, sentence by sentence, with the time there is.

    Each sentence stands beside the second at which it is told and the seconds
    until the next one: what a narrator reads aloud, and the name that a
    recording of it has for --voice-folder. With a voice the times are those of
    the spoken film. Without a FILM, forward.

    Example: python -m scenes script backprop --language zh
    """
    with in_one_line():
        film = shown.film(name).film
        steps = list(zip(film.steps, script(film, shown.language), strict=True))
    if as_csv:
        click.echo(_table(steps), nl=False)
    else:
        click.echo("\n\n".join(_text(*step) for step in steps))


def _text(step: FilmStep, sentences: list[Sentence]) -> str:
    wide = max((len(_file(one)) for one in sentences), default=0)
    lines = (_line(one, wide) for one in sentences)
    return "\n".join([printable(step.name), *lines])


def _line(sentence: Sentence, wide: int) -> str:
    minutes, seconds = divmod(sentence.start / 1000, 60)
    length = (sentence.end - sentence.start) / 1000
    return (
        f"{minutes:3.0f}:{seconds:04.1f}  for {length:4.1f} s  "
        f"{_file(sentence):{wide}}  {sentence.text}"
    )


def _file(sentence: Sentence) -> str:
    return f"{sentence.name}.wav"


def _table(steps: list[tuple[FilmStep, list[Sentence]]]) -> str:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    for step, sentences in steps:
        for one in sentences:
            times = (f"{time / 1000:.3f}" for time in (one.start, one.end))
            table.writerow([*times, step.slug, no_formula(one.text), _file(one)])
    return written.getvalue()
