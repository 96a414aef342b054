"""The small film, published once for all tests of its page that draw it."""

import pytest

from tests.browser import served
from tests.drawn_on_pages import write_pad_site
from tests.publishing import command, run


@pytest.fixture(scope="session")
def drawn_site(small_trace_file, tmp_path_factory):
    """The folder of the small film, published without videos."""
    folder = tmp_path_factory.mktemp("drawn")
    run(command(small_trace_file, folder, rates="10,60", videos=False))
    return folder / "site"


@pytest.fixture(scope="session")
def drawn_roots(drawn_site):
    """Where it is: on a server without byte ranges, and on disk."""
    with served(drawn_site, ranges=False) as address:
        yield {"server": address, "disk": f"{drawn_site.as_uri()}/"}


@pytest.fixture(scope="session")
def pad_site(produced, tmp_path_factory):
    """The folder of a site on which digits are drawn."""
    folder = tmp_path_factory.mktemp("pad")
    write_pad_site(folder, produced("forward"))
    return folder
