"""What the tests of several files need: data, traces, films, a browser.

Tests that need what the project does not carry skip without it, and say what
is missing.
"""

import os
import signal
from pathlib import Path

import pytest

from network.digits import mnist_files
from tests import hostile_traces

GOLDEN_FLAG = "--regenerate-golden"

# Where the variable's folder is kept for the tests that ask for it.
MNIST_OF_TESTS = "MATREEL_MNIST_OF_TESTS"
SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


def pytest_configure():
    # A shell's background jobs ignore Ctrl-C, and what they start does so, too: tests
    # of it would wait without an end.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.pop("LANGUAGE", None)  # films are told in English unless asked
    # The same films everywhere: with no images but those of tests that need them.
    folder = os.environ.pop(mnist_files.FOLDER_VARIABLE, None)
    if folder:
        os.environ[MNIST_OF_TESTS] = folder  # which workers have, too


def pytest_addoption(parser):
    parser.addoption(
        GOLDEN_FLAG,
        action="store_true",
        help="write the golden pictures anew instead of comparing with them",
    )


# Rooms in whose tests whole films are drawn, pages opened, sheets computed.
LONG_ROOMS = {"films", "film", "publish", "workbook"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """To workers the files with slow tests first, those of long rooms next: when one
    worker has nothing left to do, the others have not much left either.

    `make test` passes --no-loadscope-reorder, by which files are given out in this
    order; else those with the fewest tests would come last, however long they take.
    """
    if hasattr(config, "workerinput"):
        slow = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(
            key=lambda item: (
                item.path not in slow,
                item.path.parent.name not in LONG_ROOMS,
            )
        )


def _first_folder(candidates, needed, what):
    """The first folder that holds the needed file; else skip the test."""
    for folder in candidates:
        if folder and (Path(folder) / needed).exists():
            return Path(folder)
    pytest.skip(f"missing: {what}")


@pytest.fixture(scope="session")
def mnist_folder():
    """The folder of the four official MNIST files."""
    variable = mnist_files.FOLDER_VARIABLE
    return _first_folder(
        [
            os.environ.get(MNIST_OF_TESTS),
            SHARED_DATA / "mnist",
            mnist_files.cache_folder(),
        ],
        "t10k-images-idx3-ubyte.gz",
        f"the MNIST files; name their folder with {variable}",
    )


@pytest.fixture(scope="session")
def mnist_test(mnist_folder):
    """The 10,000 test images and their labels."""
    return mnist_files.mnist("test", mnist_folder)


@pytest.fixture(scope="session")
def mnist_train(mnist_folder):
    """The 60,000 training images and their labels."""
    return mnist_files.mnist("train", mnist_folder)


@pytest.fixture(scope="session")
def seed_weights():
    """The folder of the seed article's published weights, 0/ and 62/."""
    return _first_folder(
        [os.environ.get("MATREEL_SEED_WEIGHTS"), SHARED_DATA / "seed-weights"],
        "62/inputToHiddenWeights.npy",
        "the seed's published weights; name their folder with MATREEL_SEED_WEIGHTS",
    )


@pytest.fixture(scope="session")
def digit_trace():
    """The trace that the scene Forward shows: a drawn digit is read."""
    from network.runs.default_traces import default_trace

    return default_trace()


@pytest.fixture(scope="session")
def digit_film(digit_trace):
    """The film of that trace that the scene Forward shows."""
    from scenes.forward import Forward

    return Forward.__new__(Forward).film_of(digit_trace, 1.0)


@pytest.fixture(scope="session")
def learning_trace():
    """The trace of the digit network as it learns from a drawn digit."""
    from network.runs.default_traces import default_trace

    return default_trace(learn=True)


@pytest.fixture(scope="session")
def learning_film(learning_trace):
    """The film of that trace."""
    from scenes.film.film import Film

    return Film(learning_trace)


@pytest.fixture(scope="session")
def films():
    """Name of a scene file -> its Film, of all six."""
    from tests.scene_films import LENGTHS, scene_of

    return {name: scene_of(name).film() for name in LENGTHS}


@pytest.fixture(scope="session")
def neurons_film(digit_trace):
    """The film of neurons of the default trace."""
    from tests.neuron_frames import film_of

    return film_of(digit_trace)


@pytest.fixture(scope="session")
def neuron_arrays(digit_trace):
    """The arrays of the default trace by their names, computed alone."""
    from tests.neuron_frames import arrays_of

    return arrays_of(digit_trace)


@pytest.fixture(scope="session")
def default_history():
    """The History that the scene Training shows."""
    from network.runs.history import DEFAULT_HISTORY, History

    return History.load(DEFAULT_HISTORY)


@pytest.fixture(scope="session")
def history_with_images(default_history, mnist_train):
    """The same with the images of MNIST that were learnt."""
    from network.runs.learnt_images import with_learnt

    return with_learnt(default_history, *mnist_train)


@pytest.fixture(scope="session")
def training_film(default_history):
    """The film of that history."""
    from scenes.film.film import Film
    from scenes.training import training_steps

    return Film(default_history, steps_of=training_steps)


@pytest.fixture(scope="session")
def history_values(default_history):
    """The arrays of that history as the checker of cells asks a trace."""
    from tests.training_frames import values_of

    return values_of(default_history)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory):
    """A folder that all workers of a run have in common."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def cut_fonts(shared_folder):
    """A scenes.publish.cache.Cache of the fonts that one worker has cut for all."""
    from scenes.publish.cache import Cache

    return Cache(shared_folder / "cut-fonts")


@pytest.fixture(scope="session")
def small_trace_file(tmp_path_factory):
    """The file of a trace whose film is short."""
    from tests.small_film import small_trace

    path = tmp_path_factory.mktemp("trace") / "small.trace"
    small_trace(path)
    return path


@pytest.fixture(scope="session")
def small_history(tmp_path_factory):
    """The path of a short training's history; beside it in w/ the weights."""
    from tests.small_history import run, use_small

    folder = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patch:
        use_small(patch)
        result = run("--out", folder / "w", "--history", folder / "a.history")
    assert result.exit_code == 0, result.output
    return folder / "a.history"


@pytest.fixture(scope="session")
def produced():
    """A function (name, speed=1.0) that gives a film's Production, each
    made once."""
    from scenes.publish.productions import production

    known = {}

    def of(name, speed=1.0):
        if (name, speed) not in known:
            known[name, speed] = production(name, speed=speed)
        return known[name, speed]

    return of


@pytest.fixture(scope="session", params=hostile_traces.FILMS)
def hostile_film(request, tmp_path_factory):
    """The film of a trace that was made to break what shows it."""
    from scenes.film.film import Film

    return Film(hostile_traces.FILMS[request.param](tmp_path_factory.mktemp("hostile")))
