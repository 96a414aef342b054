"""The workbooks of a site: whose there are, where their links lead, the same again."""

import dataclasses
import json
import re
import zipfile

import numpy as np
import openpyxl
import pytest

from network.digits import digit_images as digits
from network.recorder import record
from network.runs.default_traces import default_trace, record_digit
from scenes.publish.cache import Cache
from scenes.publish.productions import production
from scenes.publish.segments import material_of
from scenes.publish.site_workbooks import (
    only_there,
    workbooks_of,
    write_workbooks,
    written_workbooks,
)
from scenes.publish.workbook_tasks import workbook_files, workbook_tasks
from tests.dense_networks import Autoencoder


def doubled(x):
    return x * 2


@pytest.fixture(scope="module")
def films():
    """Two films of the default network, one of the same with an image of its own,
    one of another network, and one that no spreadsheet holds."""
    read, learned = default_trace(), default_trace(learn=True)
    (image,) = (one.array for one in read.inputs if one.name == "image")
    flipped = np.rint(np.fliplr(digits.picture(image)) * 255)
    own = record_digit(picture=flipped.astype(np.uint8))
    made = {
        "forward": production("forward", record=read),
        "backprop": production("backprop", record=learned),
        "neurons": production("neurons", record=own),
    }
    for name, trace in (
        ("learning_step", record(Autoencoder().step, np.ones((2, 8)))),
        ("mistakes", record(doubled, np.ones((2, 5000)))),
    ):
        one = production("forward", record=trace)
        made[name] = dataclasses.replace(one, name=name)
    return made


@pytest.fixture(scope="module")
def tasks(films):
    return workbook_tasks(films.values())


@pytest.fixture(scope="module")
def kept(films, tasks, tmp_path_factory):
    """A Cache with what the tasks gave."""
    cache = Cache(tmp_path_factory.mktemp("kept"))
    for task in tasks:
        cache.keep(task, task.work(material_of(films[task.film])))
    return cache


def sheets(kept, task):
    return openpyxl.load_workbook(kept.path(task), read_only=True).sheetnames


def test_films_of_one_network_share_a_workbook_in_each_language(films, tasks, kept):
    files = {
        name: [task.file for task in workbook_files(one, tasks).values()]
        for name, one in films.items()
    }
    assert files["forward"] == files["backprop"]
    assert {name.split(".")[1] for name in files["forward"]} == {"en", "zh"}
    assert (
        len({files[name][0] for name in ("forward", "neurons", "learning_step")}) == 3
    )
    assert len(tasks) == 2 * 4 and len({task.key for task in tasks}) == len(tasks)
    english = workbook_files(films["forward"], tasks)["en"]
    assert english.film == "backprop"  # which has the label that was taught
    assert sheets(kept, english)[0] == "Start"
    mine = workbook_files(films["learning_step"], tasks)["zh"]
    assert sheets(kept, mine) == ["Operations", "Inputs"]


def test_every_link_leads_to_a_step_of_a_films_page(films, tasks, kept):
    task = workbook_files(films["forward"], tasks)["en"]
    with zipfile.ZipFile(kept.path(task)) as archive:
        parts = [archive.read(one).decode() for one in archive.namelist()]
    links = [
        re.search(r'Target="([^"]+)"', link)[1]
        for part in parts
        for link in re.findall(r"<Relationship [^>]*External[^>]*>", part)
    ]
    places = {
        place
        for part in parts
        for place in re.findall(r'<hyperlink [^>]*location="([^"]+)"', part)
        if "/" in place
    }
    steps = {
        f"{name}/{step.slug}"
        for name in ("forward", "backprop")
        for step in films[name].film.steps
    }
    assert set(links) == {"../forward.html", "../backprop.html"}
    assert places <= steps
    assert {place.partition("/")[0] for place in places} == {"forward", "backprop"}


def test_the_same_films_make_the_same_file(films, tasks, kept):
    task = workbook_files(films["learning_step"], tasks)["en"]
    again = workbook_files(
        films["learning_step"], workbook_tasks([films["learning_step"]])
    )["en"]
    assert again == task
    assert (
        again.work(material_of(films["learning_step"])) == kept.path(task).read_bytes()
    )


def test_a_film_that_stays_is_linked_to_where_it_has_the_same_workbook(films, tasks):
    files = workbook_files(films["forward"], tasks)
    told = {
        "name": "before",
        "steps": [{"slug": "learn/hidden-delta"}, {"slug": "hidden-neurons"}],
        "workbooks": {"en": files["en"].file, "zh": "0" * 24 + ".zh.xlsx"},
    }
    english, chinese = workbook_tasks([films["forward"]], [told])
    links = dict(english.links)
    assert links["hidden-delta"] == "../before.html#before/learn/hidden-delta"
    assert links["hidden-neurons"].startswith("../forward.html#")
    assert "hidden-delta" not in dict(chinese.links)


def test_a_site_has_the_files_of_its_films_and_of_those_that_stay(
    films, tasks, kept, tmp_path
):
    told = {
        name: written_workbooks(workbook_files(one, tasks), kept)
        for name, one in films.items()
    }
    assert told["mistakes"] == {} and told["forward"].keys() == {"en", "zh"}
    old, new = tmp_path / "old", tmp_path / "new"
    (old / "workbooks").mkdir(parents=True)
    new.mkdir()
    before = {"workbooks": {"en": "1" * 24 + ".en.xlsx", "zh": "2" * 24 + ".zh.xlsx"}}
    (old / "workbooks" / before["workbooks"]["en"]).write_bytes(b"before")
    write_workbooks(new, old, tasks, kept, [before])
    written = {path.name for path in (new / "workbooks").iterdir()}
    assert written == {*workbooks_of({"workbooks": one} for one in told.values())} | {
        before["workbooks"]["en"]
    }
    assert only_there(new, before)["workbooks"] == {"en": "1" * 24 + ".en.xlsx"}
    assert json.dumps(only_there(tmp_path, {}))  # of films before there were any
