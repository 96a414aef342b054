"""What all tests of the server share."""

import os

import pytest


@pytest.fixture(scope="session")
def fonts(tmp_path_factory):
    """The folder of fonts that are cut once for all servers, of all workers."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    return shared / "cut-fonts"
