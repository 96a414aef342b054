"""Both ways in which Python reports statements, and places for tools.

Python 3.11 has only a trace function (`sys.settrace`); later versions have
`sys.monitoring` too, with places for few tools.
"""

import sys
from contextlib import ExitStack, contextmanager

import pytest

HAS_MONITORING = sys.version_info >= (3, 12)
PLACES = (3, 4)  # those for tools of no particular kind
only_monitoring = pytest.mark.skipif(
    not HAS_MONITORING, reason="sys.monitoring came with Python 3.12")


@contextmanager
def taken(*places):
    """Be another tool, at the given places."""
    with ExitStack() as stack:
        for place in places if HAS_MONITORING else ():
            sys.monitoring.use_tool_id(place, "another")
            stack.callback(sys.monitoring.free_tool_id, place)
        yield


WAYS = {"as Python offers": (), "by a trace function": PLACES}
both_ways = pytest.mark.parametrize("places", WAYS.values(), ids=WAYS)


def assert_places_are_free(*functions):
    """Nothing is left of a recording: of its events in functions either."""
    for place in PLACES if HAS_MONITORING else ():
        assert sys.monitoring.get_tool(place) is None
        with taken(place):
            assert sys.monitoring.get_events(place) == 0
            for event in (sys.monitoring.events.PY_START,
                          sys.monitoring.events.LINE):
                assert sys.monitoring.register_callback(
                    place, event, None) is None
            for function in functions:
                assert sys.monitoring.get_local_events(
                    place, function.__code__) == 0
