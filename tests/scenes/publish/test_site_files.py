"""What of a published folder is publish's own: nothing else is ever lost."""

import os
import shutil

import av
import numpy as np
import pytest
from PIL import Image

from scenes.publish import site_folder
from scenes.publish.site_files import MARK, SiteFiles, content_hash, write_mark
from scenes.publish.site_folder import FolderError, Written

STYLE, TUNE = "style.css", "films/tune/film.json"
SITE = {
    "index.html": "<h1>Films</h1>",
    STYLE: "body {}\n",
    "tune.html": '<script src="films/tune/film.js"></script>',
    TUNE: "{}",
    "films/tune/film.js": "1",
    "films/tune/10.mp4": "video",
    "films/tune/slides/Tune.json": "{}",
    "films/tune/slides/files/001.mp4": "video",
}


def fill(folder, files):
    """Write files, name -> text, into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


@pytest.fixture(params=["listed", "of before there were lists"])
def site(request, tmp_path):
    """A published folder, by its files."""
    folder = tmp_path / "site"
    fill(folder, SITE)
    if request.param == "listed":
        write_mark(folder, SiteFiles(tmp_path / "none"))
    else:
        (folder / MARK).write_text("Made by python -m scenes publish.\n")
    return folder


def replace(site, files=SITE, kept=()):
    """Publish files to a folder."""
    site_folder.replace(
        site, lambda new, old: fill(new, files), Written(set(files), kept)
    )


def test_own_files_are_known(site):
    assert SiteFiles(site).own == {*SITE, MARK}
    assert SiteFiles(site).others(SITE) == []
    assert SiteFiles(site).films == ["tune"]


def link(path, to="/nowhere"):
    path.symlink_to(to)


OTHERS = {
    ".git/HEAD": ".git",
    ".nojekyll": ".nojekyll",
    "CNAME": "CNAME",
    "lesson notes.txt": "lesson notes.txt",
    "film.json": "film.json",
    "tune.md": "tune.md",
    "about.html": "about.html",
    "films/README": "films/README",
    "films/tune/notes.txt": "films/tune/notes.txt",
    "films/tune/10.mp4.txt": "films/tune/10.mp4.txt",
    "films/tune/slides/files/me.mp4": "films/tune/slides/files/me.mp4",
    "films/mine/holiday.mp4": "films/mine",
    "films/mine/deep/er/x": "films/mine",
    "\udcff\n name": "\udcff\n name",
}


def status(path):
    """What tells that a file is the very one."""
    known = path.lstat()
    return known.st_ino, known.st_mode, known.st_mtime_ns, known.st_size


@pytest.mark.parametrize("name, named", OTHERS.items())
def test_what_is_not_ours_stays(site, name, named):
    fill(site, {name: "of years"})
    os.chmod(site / name, 0o640)
    os.utime(site / name, (1e9, 1e9))
    before = status(site / name)
    assert SiteFiles(site).others(SITE) == [named]
    replace(site)
    assert (site / name).read_text() == "of years"
    assert status(site / name) == before
    replace(site)
    assert status(site / name) == before


@pytest.mark.parametrize("name", ["link", "films/link", "films/tune/link"])
@pytest.mark.parametrize("to", ["folder", "file", "nowhere"])
def test_links_stay_links(site, name, to):
    (site.parent / "folder").mkdir()
    fill(site.parent, {"folder/thesis.txt": "of years", "file": "mine"})
    (site / name).symlink_to(site.parent / to)
    replace(site)
    assert os.readlink(site / name) == str(site.parent / to)
    assert (site.parent / "folder" / "thesis.txt").read_text() == "of years"


def test_empty_folders_and_pipes_stay(site):
    (site / "drafts" / "new").mkdir(parents=True)
    os.mkfifo(site / "films" / "pipe")
    replace(site)
    assert (site / "drafts" / "new").is_dir() and (site / "films" / "pipe").is_fifo()


@pytest.mark.parametrize("removed", ["its folder", "its film.json"])
def test_a_film_that_was_removed_goes_and_its_notes_stay(tmp_path, removed):
    """By hand: its page and what is left of it go with it."""
    site = tmp_path / "site"
    replace(site)
    if removed == "its folder":
        shutil.rmtree(site / "films/tune")
    else:
        (site / TUNE).unlink()
    fill(site, {"films/tune/notes.txt": "mine"})
    replace(site, {STYLE: "body {}\n"})
    assert sorted(path.name for path in site.rglob("*") if path.is_file()) == [
        MARK,
        "notes.txt",
        STYLE,
    ]


IN_THE_WAY = {
    "a file": lambda site: fill(site, {"new.html": "mine"}),
    "a folder": lambda site: fill(site, {"new.html/mine": "mine"}),
    "an empty folder": lambda site: (site / "new.html").mkdir(),
    "a link": lambda site: link(site / "new.html"),
    "a link as a film's folder": lambda site: link(site / "films/new", site),
    "a file as a film's folder": lambda site: fill(site, {"films/new": "mine"}),
    "a file in a film's folder": lambda site: fill(
        site, {"films/new/20.mp4": "my holiday"}
    ),
}


def tree(folder):
    return {path: path.lstat().st_ino for path in (folder, *sorted(folder.rglob("*")))}


@pytest.mark.parametrize("kind", IN_THE_WAY)
def test_what_is_in_the_way_is_named_and_nothing_is_done(site, kind):
    IN_THE_WAY[kind](site)
    before = tree(site.parent)
    files = {**SITE, "new.html": "", "films/new/20.mp4": ""}
    (name,) = SiteFiles(site).in_the_way(files)
    with pytest.raises(FolderError) as refused:
        replace(site, files)
    assert name in str(refused.value) and "move or rename it" in str(refused.value)
    assert tree(site.parent) == before


def test_the_folder_of_films_may_be_no_link(site):
    shutil.move(site / "films", site.parent / "elsewhere")
    link(site / "films", site.parent / "elsewhere")
    before = tree(site.parent)
    with pytest.raises(FolderError, match="has films, which publish did not make"):
        replace(site)
    assert tree(site.parent) == before


@pytest.mark.parametrize("name", [STYLE, "index.html", "films/tune/film.js"])
@pytest.mark.parametrize("text", ["edited", "", None])
def test_an_edited_file_of_ours_is_not_lost(tmp_path, name, text):
    site = tmp_path / "site"
    replace(site)
    if text is None:
        (site / name).unlink()
        link(site / name)
    else:
        fill(site, {name: text})
    before = tree(tmp_path)
    with pytest.raises(FolderError, match=f"{name}, which is not any more as"):
        replace(site)
    assert tree(tmp_path) == before
    (site / name).unlink()
    replace(site)
    assert (site / name).read_text() == SITE[name]


def a_picture(path):
    Image.new("RGB", (2, 2)).save(path)


def a_video(path):
    with av.open(str(path), "w") as video:
        stream = video.add_stream("libx264", rate=10)
        stream.width = stream.height = 16
        frame = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8))
        for packet in (*stream.encode(frame), *stream.encode()):
            video.mux(packet)


MEDIA = {"films/tune/10.mp4": a_video, "films/tune/poster.png": a_picture}


@pytest.mark.parametrize("name", MEDIA)
def test_someones_own_cut_is_kept_and_what_is_broken_is_mended(tmp_path, name):
    site, files = tmp_path / "site", {**SITE, name: "as published"}
    replace(site, files)
    fill(site, {name: "damaged"})
    replace(site, files)
    assert (site / name).read_text() == "as published"
    MEDIA[name](site / name)
    with pytest.raises(FolderError, match=f"has {name}, which is not any more"):
        replace(site, files)


def put_here(site):
    """A film's folder from another site."""
    files = {
        "films/new/film.json": "{}",
        "films/new/10.mp4": "v",
        "films/new/x": "mine",
    }
    fill(site, files)
    return files


def test_a_film_put_here_is_copied_and_its_notes_stay(site):
    files = put_here(site)
    known = SiteFiles(site)
    assert known.films == ["new", "tune"]
    assert known.copied(["new"]) == {"films/new/film.json", "films/new/10.mp4"}
    new = {**SITE, **{name: files[name] for name in known.copied(["new"])}}
    replace(site, new, kept=("new",))
    assert {name: (site / name).read_text() for name in files} == files


def test_a_film_put_here_is_not_written_over(tmp_path):
    site = tmp_path / "site"
    replace(site)
    put_here(site)
    before = tree(tmp_path)
    with pytest.raises(FolderError, match=r"has films/new/10\.mp4, which"):
        replace(site, {**SITE, "films/new/10.mp4": "of this film"})
    assert tree(tmp_path) == before


def test_many_names_are_cut_short(site):
    new = {f"{number}.html": "mine" for number in range(9)}
    fill(site, new)
    with pytest.raises(FolderError, match=r"0\.html, .*, 4\.html and 4 more, which"):
        replace(site, {**SITE, **new})


def test_line_ends_that_git_changed_are_no_edit(tmp_path):
    replace(tmp_path / "site")
    for path in (tmp_path / "site").rglob("*.*"):
        if path.is_file() and path.suffix != ".mp4":
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    replace(tmp_path / "site", {**SITE, STYLE: "new"})
    assert (tmp_path / "site" / STYLE).read_text() == "new"


def test_the_list_holds_every_file_and_its_hash(tmp_path):
    replace(tmp_path / "site")
    site = SiteFiles(tmp_path / "site")
    assert site.listed == {
        name: content_hash(tmp_path / "site" / name) for name in SITE
    }
    assert site.changed() == []


def test_an_edit_of_a_film_that_is_kept_is_still_known_later(tmp_path):
    site = tmp_path / "site"
    replace(site)
    edited = {**SITE, TUNE: "{ }"}
    fill(site, edited)
    replace(site, edited, kept=("tune",))  # as it copies what stands there
    assert SiteFiles(site).changed() == [TUNE]
    with pytest.raises(FolderError, match=TUNE):
        replace(site)


@pytest.mark.parametrize(
    "line", ["0" * 64 + "  ../thesis.txt", "0" * 64 + "  /etc/passwd", "\x00", "x" * 99]
)
def test_a_strange_list_reaches_nothing_outside(tmp_path, line):
    site = tmp_path / "site"
    replace(site)
    fill(tmp_path, {"thesis.txt": "of years"})
    with open(site / MARK, "a", encoding="utf-8") as mark:
        mark.write(line + "\n")
    replace(site)
    assert (tmp_path / "thesis.txt").read_text() == "of years"
    assert SiteFiles(site).listed.keys() == SITE.keys()
