"""Who speaks a film: a program that reads text and writes WAV, or recordings."""

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO

import numpy as np

from scenes.sound.kept_sounds import KeptSounds
from scenes.sound.samples import MOST_BYTES, SoundError, read_wav

COMMAND, FOLDER, MARKS = "MATREEL_VOICE", "MATREEL_VOICE_FOLDER", "MATREEL_SOUNDS"
PATIENCE = 120  # seconds that a program has for a sentence
LANGUAGE = "{language}"  # in a command: en or zh
_ON = {"1": True, "": False, "0": False}


@dataclass(frozen=True)
class Line:
    """A sentence to be spoken.

    Attributes:
        name: of a recording of it, without its ending.
        text: in one line.
    """

    name: str
    text: str


@dataclass(frozen=True)
class Voice:
    """What is heard in a film.

    Attributes:
        command: of a program that is given a sentence as UTF-8 and writes it
            as WAV, in words as a shell has them; LANGUAGE in it is replaced.
            "": none.
        folder: of recordings, or None; what it lacks the program says.
        marks: whether a soft sound marks what comes out.
        kept: the folder of what the program has said before.
    """

    command: str = ""
    folder: Path | None = None
    marks: bool = False
    kept: Path = Path("media", "voice")

    def __bool__(self) -> bool:
        return self.speaks or self.marks

    @property
    def speaks(self) -> bool:
        """Whether sentences are spoken."""
        return bool(self.command or self.folder)

    def sound_of(self, line: Line, film: str, language: str) -> np.ndarray:
        """The sound of a line, as samples.read_wav gives it.

        Args:
            film: its name: a folder of that name in `folder`, if there is one,
                has its recordings.
            language: in which it is.

        Raises:
            SoundError: there is no recording and no program, or what they
                give is no sound.
        """
        recorded = self._recorded(line, film)
        return self._said(line, language) if recorded is None else recorded

    def _recorded(self, line: Line, film: str) -> np.ndarray | None:
        if self.folder is None:
            return None
        folder = self.folder / film
        path = (folder if folder.is_dir() else self.folder) / f"{line.name}.wav"
        if not path.is_file():
            if self.command:
                return None
            raise SoundError(
                f'expected a recording of "{line.text}" as {path}, found none; '
                "`matreel script` lists the sentences and their files"
            )
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise SoundError(
                f"expected a recording of at most {MOST_BYTES >> 20} MiB in {path}, "
                "got a larger file"
            )
        return read_wav(content, str(path))

    def _said(self, line: Line, language: str) -> np.ndarray:
        words = [one.replace(LANGUAGE, language) for one in command_words(self.command)]
        kept, asked = KeptSounds(self.kept), (words, line.text)
        name = f'what {words[0]} says of "{line.text}"'
        content = kept.find(asked)
        if content is not None:
            return read_wav(content, name)
        content = _spoken(words, line.text)
        sound = read_wav(content, name)
        kept.keep(asked, content)
        return sound


def voice_from(environment: Mapping[str, str], kept: Path) -> Voice:
    """The Voice that variables ask for.

    Args:
        kept: as of a Voice.

    Raises:
        SoundError: one of them cannot be understood.
    """
    marks = environment.get(MARKS, "")
    if marks not in _ON:
        raise SoundError(f"expected {MARKS} as 1 or 0, got {marks!r}")
    return checked_voice(
        environment.get(COMMAND, ""), environment.get(FOLDER, ""), _ON[marks], kept
    )


def checked_voice(command: str, folder: str, marks: bool, kept: Path) -> Voice:
    """A Voice whose command has words and whose folder is there.

    Raises:
        SoundError: they are not.
    """
    if command:
        command_words(command)
    if folder and not Path(folder).is_dir():
        raise SoundError(f"expected a folder of recordings at {folder}, found none")
    return Voice(command, Path(folder) if folder else None, marks, Path(kept))


def command_words(command: str) -> list[str]:
    """The words of a command line, split as a shell would; none is run.

    Raises:
        SoundError: a quote is not closed, or there are none.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise SoundError(f"expected a command, got {command!r}: {error}") from None
    if not words:
        raise SoundError(
            "expected the command of a program that reads text and writes WAV, as "
            f"espeak-ng -v {LANGUAGE} --stdout, got {command!r}"
        )
    return words


def _spoken(words: list[str], text: str) -> bytes:
    """What a program writes that is given a text, MOST_BYTES at most."""
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as complaints:
        told.write(f"{text}\n".encode("utf-8", "replace"))
        told.seek(0)
        try:
            with subprocess.Popen(
                words,
                stdin=told,
                stdout=subprocess.PIPE,
                stderr=complaints,
                start_new_session=True,  # what it starts ends with it
            ) as program:
                return _output(program, complaints, words[0])
        except OSError as error:
            raise SoundError(
                f"expected a program that reads text and writes WAV, but {words[0]} "
                f"cannot be started: {error.strerror}"
            ) from None


def _output(program: subprocess.Popen, complaints: IO[bytes], name: str) -> bytes:
    """What a program that was started writes, if it ends well and in time."""
    late = Timer(PATIENCE, _end, [program])
    late.start()
    try:
        assert program.stdout is not None
        content = program.stdout.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise SoundError(
                f"expected at most {MOST_BYTES >> 20} MiB of {name} for a sentence, "
                "got more"
            )
        status = program.wait()
        if not late.is_alive():
            raise SoundError(f"expected {name} to end within {PATIENCE} s, it did not")
    finally:
        late.cancel()
        _end(program)
    if status:
        complaints.seek(0)
        last = complaints.read(4000).decode("utf-8", "replace").strip().splitlines()
        words = f": {last[-1][:200]}" if last else ""
        raise SoundError(f"expected {name} to end well, got status {status}{words}")
    return content


def _end(program: subprocess.Popen) -> None:
    """End a program and all that it has started."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(program.pid, signal.SIGKILL)
        else:
            program.kill()
