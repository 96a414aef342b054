"""What all tests of the server share."""

import pytest


@pytest.fixture(scope="session")
def fonts(shared_folder):
    """The folder of fonts that are cut once for all servers, of all workers."""
    return shared_folder / "cut-fonts"
