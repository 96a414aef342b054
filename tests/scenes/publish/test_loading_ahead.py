"""Workers load the code while the process that publishes loads its own."""

import logging
import sys

import pytest

from scenes.publish import loading_ahead, processes
from tests.in_time import until

distributed = pytest.importorskip("distributed")

pytestmark = pytest.mark.slow

LOADED = "scenes.publish.loaded"


def _has_loaded():
    return LOADED in sys.modules


@pytest.mark.parametrize("words", (["--scheduler", None], ["--scheduler={}", "-q"]))
def test_each_worker_of_a_cluster_loads_the_code(words, monkeypatch):
    here = []
    monkeypatch.setattr(processes, "load_ahead", lambda: here.append(True))
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        address = cluster.scheduler_address
        assert not any(client.run(_has_loaded).values())
        asked = [address if word is None else word.format(address) for word in words]
        loading_ahead.load_ahead(["publish", "forward", *asked])
        until(lambda: all(client.run(_has_loaded).values()))
    assert not here
