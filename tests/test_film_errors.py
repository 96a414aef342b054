"""What cannot be made is said in a line; a fault of the code is never hidden
behind one."""

import pytest
from click.testing import CliRunner

from network.trace import TraceError
from scenes.film_error import FilmError
from scenes.publish import productions
from scenes.publish.command import publish
from scenes.publish.joining import join
from scenes.replay import FilmScene

SAID = [FilmError("expected a wheel, got a hub"),
        TraceError("expected a trace, got a wheel")]
FAULTS = [ValueError("too many values to unpack (expected 2)"),
          TypeError("ufunc 'divide' did not contain a loop"),
          OverflowError("-1 is out of bounds for uint8"),
          IndexError("index 3 is out of bounds")]


def scene_that_raises(error):
    """A film whose steps cannot be told."""
    class Wheel(FilmScene):
        def record(self):
            return None

        def tell(self, record):
            raise error
    return Wheel


def constructed(scene):
    scene.__new__(scene).construct()


def published(scene, folder, monkeypatch):
    monkeypatch.setattr(productions, "film_scenes", lambda: {"wheel": scene})
    return CliRunner().invoke(publish, [
        "wheel", "--quiet", "--out", str(folder / "site"),
        "--cache", str(folder / "cache")])


@pytest.mark.parametrize("error", SAID, ids=repr)
def test_what_cannot_be_made_is_one_line(error, tmp_path, monkeypatch):
    scene = scene_that_raises(error)
    with pytest.raises(SystemExit, match=f"^Wheel: {error}$"):
        constructed(scene)
    done = published(scene, tmp_path, monkeypatch)
    assert done.exit_code == 1 and done.output == f"Error: {error}\n"


@pytest.mark.parametrize("error", FAULTS, ids=repr)
def test_a_fault_of_the_code_is_seen(error, tmp_path, monkeypatch):
    scene = scene_that_raises(error)
    with pytest.raises(type(error)) as raised:
        constructed(scene)
    assert raised.value is error
    assert published(scene, tmp_path, monkeypatch).exception is error


def test_a_damaged_segment_is_one_line(tmp_path):
    segment = tmp_path / "1a2b.mp4"
    segment.write_bytes(b"no video" * 99)
    with pytest.raises(FilmError, match=r"1a2b\.mp4, .* publish again$"):
        join([(segment, 6)], tmp_path / "10.mp4", rate=10,
             chapters=[("one", 0)])
