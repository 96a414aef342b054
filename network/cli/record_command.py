"""The command `record` of the command line: people's own scripts."""

import ast
import inspect
import os
import re
import shlex
import sys
import traceback
from pathlib import Path

import click
import numpy as np

from network.files.user_error import UserError
from network.recorder.limits import Limits
from network.recorder.script import ScriptError, imported, read_script, started
from network.recorder.script_recording import record_function, record_script
from network.recorder.watch_rules import OWN_FILES
from network.trace.step_table import printable

MOST_OPERATIONS = 50_000
_FUNCTION = re.compile(r"(?P<file>.+\.py):(?P<name>[^\W\d]\w*(\.[^\W\d]\w*)*)")
_NAMED = re.compile(r"(?P<name>[^\W\d]\w*)=(?P<value>.*)", re.DOTALL)
_ENDED_BY_CTRL_C = 130  # what a shell expects


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog="Examples: python -m network record --rounds 3 train.py --epochs 10; "
    "python -m network record net.py:forward @x.npy 0.1",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    help="File to write; another trace is replaced.  [default: NAME.trace here]",
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=MOST_OPERATIONS,
    show_default=True,
    help="End after so many operations.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    help="End after so many seconds.",
)
@click.option(
    "--rounds",
    type=click.IntRange(min=1),
    help="Of a training's loop, and of each other that runs in no loop, record "
    "the first so many rounds; the others run without, and it goes on after them.",
)
@click.option(
    "--axes",
    multiple=True,
    metavar="NAME=AXIS,...",
    callback=lambda context, option, given: _axes(given),
    help="What the axes of an array are called, as x=batch,time,channel; an axis "
    "without a name stays empty. May stand several times.",
)
@click.argument("file", metavar="FILE.py[:FUNCTION]")
@click.argument("arguments", metavar="[ARGS]...", nargs=-1, type=click.UNPROCESSED)
def record(file, arguments, out, most, seconds, rounds, axes):
    """Run a script as `python FILE.py ARGS` does, and record what it computes.

    FILE.py:FUNCTION imports the file and records a call of the function, or of
    a method of an object in it, FILE.py:net.forward. ARGS are then its
    arguments, VALUE or NAME=VALUE: what Python writes, such as 3, [1, 2] or
    "'text'"; @x.npy for an array in a file; @x.npz for a dictionary of those,
    @x.npz:NAME for one.

    Options of this command stand before FILE.py. Ctrl-C ends the recording, as
    do its limits. What was recorded until then is kept; so it is when the
    script fails. The status is the script's own.
    """
    path, function = _parts(file)
    out = out or f"{Path(path).stem}.trace"
    limits = Limits(most, seconds, rounds)
    try:
        if function:
            recorded = _of_function(path, function, arguments, out, limits, axes)
        else:
            script = read_script(path)
            with started(script, arguments):
                recorded = record_script(script, out, limits, _progress(path), axes)
    except UserError as error:
        raise click.ClickException(printable(str(error))) from error
    except SyntaxError as error:
        traceback.print_exception(error.with_traceback(None))
        sys.exit(1)
    for sentence in recorded.unused:
        click.echo(printable(f"Warning: {sentence}"), err=True)
    status = _status(recorded.raised, path)
    _tell(recorded, path, function, out, most)
    sys.exit(status)


def _axes(given):
    """Return the names of axes by array, of texts as "x=batch,,channel"."""
    found = {}
    for text in given:
        name, equals, names = text.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f"expected NAME=AXIS,AXIS, got {text!r:.80}")
        found[name.strip()] = tuple(one.strip() for one in names.split(","))
    return found


def _parts(file):
    """Return (path, name of a function or "")."""
    match = _FUNCTION.fullmatch(file)
    if match is None or os.path.exists(file):
        return file, ""
    return match["file"], match["name"]


def _of_function(path, name, arguments, out, limits, axes):
    script = read_script(path)
    given = [_argument(text) for text in arguments]
    with started(script):
        call = _found(imported(script), name, path)
        args = [value for key, value in given if key is None]
        named = {key: value for key, value in given if key is not None}
        _check_arguments(call, args, named, f"{path}:{name}")
        return record_function(call, args, named, out, limits, _progress(path), axes)


def _found(module, name, path):
    found = module
    for part in name.split("."):
        try:
            found = getattr(found, part)
        except AttributeError as error:
            known = ", ".join(
                key
                for key, value in vars(module).items()
                if inspect.isfunction(value) and value.__module__ == module.__name__
            )
            raise ScriptError(
                f"{path} has no {name}: expected the name of a function in it"
                + (f", which has {known}" if known else "")
            ) from error
    return found


def _check_arguments(call, args, named, name):
    """Refuse before it runs a call that does not fit its function."""
    try:
        signature = inspect.signature(call)
    except (TypeError, ValueError):
        return
    try:
        signature.bind(*args, **named)
    except TypeError as error:
        raise ScriptError(
            f"{name} takes {signature}: {error}. Its arguments come after it, such "
            "as 3, [1, 2], \"'text'\" or @x.npy for an array in a file."
        ) from error


def _argument(text):
    """Return (name or None, value) of an argument of the command line."""
    match = _NAMED.fullmatch(text)
    if match:
        return match["name"], _value(match["value"])
    return None, _value(text)


_OPTIONS = {name for option in record.params for name in option.opts}


def _value(text):
    if text.startswith("@"):
        return _loaded(text[1:])
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError) as error:
        if text.split("=")[0] in _OPTIONS:
            raise ScriptError(
                f"expected {text:.80} before FILE.py: what comes after it is for "
                "the function"
            ) from error
        raise ScriptError(
            f"expected an argument as Python writes it, such as 3, [1, 2] or "
            f"\"'text'\", or @x.npy for an array in a file, got {text:.80}"
        ) from error


def _loaded(name):
    """Return the array of a file, the arrays of an archive by name, or one."""
    path, _, chosen = name.partition(".npz:")
    path = f"{path}.npz" if chosen else name
    try:
        loaded = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise ScriptError(
            f"@{name}: expected a file of numpy.save or numpy.savez: {error}"
        ) from error
    if isinstance(loaded, np.ndarray):
        return loaded
    with loaded:
        if chosen and chosen not in loaded:
            raise ScriptError(f"{path} has no {chosen}, but {', '.join(loaded)}")
        return loaded[chosen] if chosen else dict(loaded)


def _progress(path):
    """Return what says, on a terminal, how far a recording is."""

    def tell(operations):
        if sys.stderr.isatty():
            click.echo(f"recording {path}: {operations:,} operations", err=True)

    return tell


def _status(raised, path):
    """Return the status that Python would end with; say what it would say."""
    if raised is None:
        return 0
    if isinstance(raised, KeyboardInterrupt):
        return _ENDED_BY_CTRL_C
    if isinstance(raised, SystemExit):
        if raised.code is None or isinstance(raised.code, int):
            return raised.code or 0
        click.echo(raised.code, err=True)
        return 1
    own, found = os.path.abspath(path), raised.__traceback__
    while found is not None and found.tb_frame.f_code.co_filename != own:
        found = found.tb_next
    raised = raised.with_traceback(found or raised.__traceback__)
    told = traceback.TracebackException.from_exception(raised)
    _without_own_frames(told)
    click.echo("".join(told.format()), nl=False, err=True)
    return 1


def _without_own_frames(told):
    """Leave out of a traceback, and of those that it came of, the recorder's
    frames: what it says then is what the script alone would have said."""
    waiting = [told]
    while waiting:
        one = waiting.pop()
        if one is None:
            continue
        kept = [frame for frame in one.stack if frame.filename not in OWN_FILES]
        one.stack[:] = kept
        waiting += (one.__cause__, one.__context__)


def _tell(recorded, path, function, out, most):
    """Say in a sentence what was recorded, and what to do next."""
    what = f"{Path(path).name}{':' if function else ''}{function}"
    ended = f", ended {recorded.ended}" if recorded.ended else ""
    size = _size(os.path.getsize(out))
    text = f"{out}: {recorded.operations:,} operations of {what}{ended}, {size}."
    if not recorded.operations:
        text += " Nothing to film: expected operations on NumPy arrays."
    else:
        if recorded.operations >= most:
            text += " --rounds 3 records less, --most more."
        text += f" Film it: TRACE={shlex.quote(out)} matreel render forward"
    click.echo(printable(text), err=True)


def _size(count):
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.0f} kB"
