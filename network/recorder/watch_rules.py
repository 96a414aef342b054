"""Which functions become steps: those of no library, or those asked for."""

import os
import sysconfig
import types
from pathlib import Path

_NETWORK = Path(__file__).parents[1]
OWN_FILES = frozenset(
    map(str, [*_NETWORK.glob("recorder/*.py"), *_NETWORK.glob("trace/*.py")])
)
_NETWORK_FOLDER = os.path.join(_NETWORK, "")
_STANDARD = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")]
# Where links lead, too: code is of either place, as Python was started.
_LIBRARY_FOLDERS = tuple(
    {f"{folder.as_posix()}/" for path in _STANDARD for folder in (path, path.resolve())}
)
_LIBRARY_PARTS = ("/site-packages/", "/dist-packages/")
# What they do with arrays is drawing: no number of the network's comes of it.
_PICTURE_MAKERS = ("matplotlib", "mpl_toolkits", "seaborn", "plotly", "PIL", "imageio")


def is_library_file(path):
    """Tell whether a file is of Python, an installed package or the recorder.

    The network that comes with the recorder is none of these, wherever it is
    installed. "<string>" is no file that anyone wrote: dataclasses and others
    compile what they generate under that name.
    """
    if path in OWN_FILES or path == "<string>" or path.startswith("<frozen"):
        return True
    if path.startswith(_NETWORK_FOLDER):
        return False
    path = path.replace("\\", "/")
    return path.startswith(_LIBRARY_FOLDERS) or any(
        part in path for part in _LIBRARY_PARTS
    )


def is_of_picture_maker(path):
    """Tell whether a file is of a library that draws pictures and plots."""
    path = path.replace("\\", "/")
    return any(
        path.rpartition(part)[2].startswith(f"{name}/")
        for part in _LIBRARY_PARTS
        if part in path
        for name in _PICTURE_MAKERS
    )


def watch_rule(watch):
    """Return the predicate `code -> bool` of what `record(watch=...)` names.

    Args:
        watch: None for every function outside of libraries; or functions,
            modules and paths of files.
    """
    if watch is None:
        return lambda code: not is_library_file(code.co_filename)
    codes, files = _named(watch)
    return lambda code: code in codes or code.co_filename in files


def wanted_paths(watch, call):
    """Return the paths of the files that have to be Python source.

    Args:
        watch: as `watch_rule` takes it.
        call: code object of the call to record, which counts if nothing is
            named; of an installed library it need not have one, since what
            it calls becomes steps.
    """
    if watch is None:
        path = call.co_filename
        is_installed = is_library_file(path) and os.path.exists(path)
        return [] if is_installed else [path]
    codes, files = _named(watch)
    return [*(code.co_filename for code in codes), *files]


def _named(watch):
    """Return the code objects and the paths that are named, in order."""
    if isinstance(watch, (str, Path, types.ModuleType)) or callable(watch):
        watch = [watch]
    codes, files = {}, {}
    for item in watch:
        function = getattr(item, "__func__", item)
        if hasattr(function, "__code__"):
            codes[function.__code__] = True
        elif isinstance(item, types.ModuleType):
            files[getattr(item, "__file__", None) or repr(item)] = True
        elif isinstance(item, (str, Path)):
            files[os.path.abspath(item)] = True
        else:
            raise TypeError(
                "watch takes functions, modules and paths of "
                f"files, got {type(item).__name__}"
            )
    return codes, files
