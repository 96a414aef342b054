"""The options by which a film is heard."""

from functools import wraps
from pathlib import Path

import click

from scenes.cli.film_options import in_one_line
from scenes.sound.voice import COMMAND, FOLDER, MARKS, checked_voice

KEPT = Path("media", "voice")  # what programs have said before
_OPTIONS = (
    click.option(
        "--voice",
        metavar="COMMAND",
        default="",
        envvar=COMMAND,
        show_envvar=True,
        help="A program that reads a sentence and writes WAV speaks the film, as "
        "'espeak-ng -v {language} --stdout'; acts wait for it. {language} is en or "
        "zh. It runs without a shell, once for each sentence.",
    ),
    click.option(
        "--voice-folder",
        metavar="DIR",
        default="",
        envvar=FOLDER,
        show_envvar=True,
        help="Recordings of your own, a WAV file for each sentence, named as "
        "`script` lists them; in DIR, or in DIR/FILM. What is not there --voice "
        "says.",
    ),
    click.option(
        "--sounds",
        is_flag=True,
        envvar=MARKS,
        show_envvar=True,
        help="A soft sound marks what comes out.",
    ),
)


def voice_options(command):
    """Give a command that has film_options --voice, --voice-folder and --sounds,
    for its argument `shown`; each has a variable that means the same."""

    @wraps(command)
    def with_voice(*arguments, shown, voice, voice_folder, sounds, **others):
        with in_one_line():
            shown.voice = checked_voice(voice, voice_folder, sounds, KEPT)
        return command(*arguments, shown=shown, **others)

    for option in reversed(_OPTIONS):
        with_voice = option(with_voice)
    return with_voice
