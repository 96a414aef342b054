"""Where the tests find data that the project does not carry.

Tests that need such data skip without it, and say what is missing.
"""

import os
from pathlib import Path

import pytest

from network import mnist_files

GOLDEN_FLAG = "--regenerate-golden"

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


def pytest_addoption(parser):
    parser.addoption(
        GOLDEN_FLAG, action="store_true",
        help="write tests/golden/*.png anew instead of comparing with them")


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
        [os.environ.get(variable), SHARED_DATA / "mnist",
         mnist_files.cache_folder()], "t10k-images-idx3-ubyte.gz",
        f"the MNIST files; name their folder with {variable}")


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
        "the seed's published weights; name their folder with "
        "MATREEL_SEED_WEIGHTS")


@pytest.fixture(scope="session")
def digit_trace():
    """The trace that the scene Forward shows: a drawn digit is read."""
    from network.default_trace import default_trace
    return default_trace()


@pytest.fixture(scope="session")
def digit_film(digit_trace):
    """The film of that trace."""
    from scenes.film import Film
    return Film(digit_trace)


@pytest.fixture(scope="session")
def learning_trace():
    """The trace of the digit network as it learns from a drawn digit."""
    from network.default_trace import default_trace
    return default_trace(learn=True)


@pytest.fixture(scope="session")
def learning_film(learning_trace):
    """The film of that trace."""
    from scenes.film import Film
    return Film(learning_trace)
