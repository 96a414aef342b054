"""A cache keeps what was used last, as much as its limit allows."""

import pytest

from scenes.stage.bounded_cache import BoundedCache


@pytest.mark.parametrize(
    "limit, asked, made",
    [
        (4, ["aa", "aa", "aa"], ["aa"]),
        (4, ["aa", "bb", "aa", "bb"], ["aa", "bb"]),
        (4, ["aa", "bb", "aa", "cc", "aa"], ["aa", "bb", "cc"]),
        (4, ["aa", "bb", "aa", "cc", "bb"], ["aa", "bb", "cc", "bb"]),
        (4, ["aaaa", "bb", "aaaa"], ["aaaa", "bb", "aaaa"]),
        (4, ["aaaaaa", "aaaaaa"], ["aaaaaa"]),
        (4, ["", "", ""], [""]),
    ],
)
def test_what_was_used_last_stays(limit, asked, made):
    cache, done = BoundedCache(limit, len), []

    def make(key):
        done.append(key)
        return tuple(key)

    for key in asked:
        assert cache.get(key, lambda key=key: make(key)) == tuple(key)
    assert done == made
