"""Films of one's own traces stand beside the others, and over none of them."""

import json
from pathlib import Path

import pytest

from network.trace import Trace
from scenes.publish import file_names as names
from scenes.publish.names_beside import side_by_side
from scenes.publish.page import title_of
from scenes.publish.productions import production
from scenes.publish.site_files import FILMS, SiteFiles
from tests.small_film import small_trace

OWN_FILM = '''
from scenes.film.replay import ReplayScene


class Mine(ReplayScene):
    """My own film"""
'''


@pytest.fixture(scope="module")
def made():
    return production("forward", record=small_trace())


def stands(site, one):
    """Let a Production stand in a folder, as far as its name is concerned."""
    folder = site / FILMS / one.name
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(one.manifest([10], (320, 180), videos=()))
    (folder / names.FILM).write_text(text, "utf-8")


def placed(site, one, file, variants=(), whose=None):
    """Publish it there: the Production as it is called."""
    file_of = {id(one.record): Path(file) if file else None}
    (called,) = side_by_side([one], site, lambda it: file_of[id(it)], variants, whose)
    stands(site, called)
    return called


@pytest.mark.parametrize(
    "file, name, title",
    [
        (None, "forward", ""),
        ("mine.trace", "mine_forward", "mine: "),
        ("My net, v2.trace", "my_net_v2_forward", "My net, v2: "),
        ("../../etc/...trace", "trace_########_forward", "..: "),
        ('it\'s "<b>" 手写.trace', "it_s_b_forward", 'it\'s "<b>" 手写: '),
        ("手写.trace", "trace_########_forward", "手写: "),
        ("x" * 90 + ".trace", "x" * 40 + "_forward", "x" * 90 + ": "),
    ],
)
def test_a_film_is_called_by_its_trace(tmp_path, made, file, name, title):
    called = placed(tmp_path, made, file)
    digits = made.content_key[:8] if "#" in name else ""
    assert called.name == name.replace("########", digits)
    assert called.title["en"] == title + made.title["en"]
    assert called.title["zh"] == title.replace(": ", "：") + made.title["zh"]
    assert names.FILM_NAME.fullmatch(called.name) and called.name.isascii()
    assert SiteFiles(tmp_path).films == [called.name]


def test_none_takes_the_place_of_another(tmp_path, made):
    own = placed(tmp_path, made, None)
    first = placed(tmp_path, made, "a/mine.trace")
    other = placed(tmp_path, made, "b/mine.trace")
    assert [one.name for one in (own, first, other)] == [
        "forward",
        "mine_forward",
        "mine_forward_2",
    ]
    # The same file again is the same film.
    assert placed(tmp_path, made, "b/mine.trace").name == "mine_forward_2"
    assert placed(tmp_path, made, "a/mine.trace").name == "mine_forward"
    assert placed(tmp_path, made, None).name == "forward"


@pytest.mark.parametrize(
    "whose, name, title",
    [("Ann's net", "ann_s_net_forward", "Ann's net: "), ("", "forward", "")],
)
def test_a_name_can_be_given(tmp_path, made, whose, name, title):
    called = placed(tmp_path, made, "mine.trace", whose=whose)
    assert called.name == name and called.title["en"] == title + made.title["en"]


def test_of_two_at_once_each_has_a_name(tmp_path, made):
    files = iter(["a/mine.trace", "b/mine.trace"])
    both = side_by_side([made, made], tmp_path, lambda _: Path(next(files)))
    assert [one.name for one in both] == ["mine_forward", "mine_forward_2"]


def test_an_own_film_that_is_called_as_one_of_the_projects(tmp_path):
    file = tmp_path / "forward.py"
    file.write_text(OWN_FILM)
    trace = small_trace()
    assert isinstance(trace, Trace)
    own = production(str(file), record=trace)
    called = placed(tmp_path / "site", own, None)
    assert called.name == "forward_2" and called.title["en"] == "My own film"
    assert placed(tmp_path / "site", own, None).name == "forward_2"


@pytest.mark.parametrize(
    "variants, name, ending",
    [
        (("short",), "forward_short", " (short)"),
        (("upright",), "forward_upright", " (upright)"),
        (("short", "upright"), "forward_short_upright", " (short, upright)"),
    ],
)
def test_shapes_and_cuts_stand_beside_the_film(tmp_path, made, variants, name, ending):
    placed(tmp_path, made, None)
    called = placed(tmp_path, made, None, variants)
    assert called.name == name and called.upload_name == "forward"
    assert called.told_name == "forward"
    told = json.loads((tmp_path / FILMS / name / names.FILM).read_text("utf-8"))
    assert title_of(told)["en"] == made.title["en"] + ending
    assert title_of(told)["zh"].endswith("）")


def test_nothing_tells_where_the_file_lies(tmp_path, made):
    called = placed(tmp_path / "site", made, tmp_path / "secret" / "mine.trace")
    text = (tmp_path / "site" / FILMS / called.name / names.FILM).read_text("utf-8")
    assert "secret" not in text and str(tmp_path) not in text
