"""The small film, published once for all tests of what is published."""

import shutil
from contextlib import contextmanager

import pytest

from network.files.locks import turn_in
from tests.browser import chromium, served
from tests.drawn_on_pages import write_pad_site
from tests.publishing import command, run, with_cache_of


@pytest.fixture(scope="package")
def browser():
    """A headless Chromium for all pages of a worker: each test opens its own."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def drawn_once(small_trace_file, shared_folder):
    """A folder to which one worker has published the small film without videos,
    at both rates, and the cache beside it: only to be read."""
    with _once(shared_folder / "drawn") as folder:
        if folder:
            run(command(small_trace_file, folder, rates="10,60", videos=False))
    return shared_folder / "drawn"


@pytest.fixture(scope="session")
def published_once(drawn_once, small_trace_file, shared_folder):
    """The same with videos, and slides."""
    with _once(shared_folder / "published") as folder:
        if folder:
            with_cache_of(drawn_once, folder)
            run(command(small_trace_file, folder, rates="10,60"))
    return shared_folder / "published"


@contextmanager
def _once(made):
    """Give a worker the folder that it has to fill; None when one has done so."""
    turns = made.with_name(f"{made.name}-turns")
    turns.mkdir(exist_ok=True)
    with turn_in(turns):
        new = None if made.exists() else turns / "new"
        yield new
        if new:
            new.rename(made)


@pytest.fixture(scope="session")
def drawn_site(drawn_once, tmp_path_factory):
    """The folder of the small film without videos, a worker's own."""
    folder = tmp_path_factory.mktemp("drawn") / "site"
    return shutil.copytree(drawn_once / "site", folder)


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
