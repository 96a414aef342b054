"""Whatever stands in a file, one sentence or what is in it, at once."""

import json
import os

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from network.cli.commands import network
from network.digits import weight_files
from network.digits.image_files import ImageError, read_picture
from network.digits.weight_files import NAMES, WeightsError
from network.files.plain_array import DamagedArray, read_plain_file
from network.runs.trainer import TrainingError, read_record
from tests.in_time import ends_within

pytestmark = pytest.mark.broad

RANDOM = np.random.default_rng(12)


def weights(folder):
    arrays = [np.full(shape, 0.5) for shape in ((2, 784), (2, 1), (10, 2), (10, 1))]
    record = {
        "start": "x",
        "hidden": 2,
        "seed": 0,
        "images": 60,
        "epochs": 1,
        "accuracies": [0.5],
        "numpy": "2",
    }
    weight_files.save(folder, dict(zip(NAMES, arrays)), record=json.dumps(record))
    return record


def damages(data, start, end, count):
    """Copies of bytes with one of a range changed: each to several others."""
    for place in range(start, min(end, len(data))):
        others = {data[place] ^ 1, 0, 255, 57, *RANDOM.integers(0, 256, count).tolist()}
        for other in others - {data[place]}:
            yield data[:place] + bytes([other]) + data[place + 1 :]


def test_each_byte_of_the_head_of_weights(tmp_path):
    weights(tmp_path / "w")
    path = tmp_path / "w" / "output_biases.npy"
    tried = refused = 0
    for data in damages(path.read_bytes(), 0, 128, 10):
        path.write_bytes(data)
        tried += 1
        try:
            weight_files.load(tmp_path / "w")
        except WeightsError as error:
            refused += 1
            assert "\n" not in str(error) and len(str(error)) < 600
    assert tried > 1000 and refused > tried / 2


@pytest.mark.parametrize(
    "field, content",
    [
        (field, content)
        for field in ("hidden", "seed", "images", "epochs", "accuracies", "start")
        for content in (
            None,
            -1,
            1e308,
            10**400,
            float("nan"),
            "x" * 1000,
            [],
            {},
            [None],
            [10**400],
            [float("nan")],
            [[]],
        )
        if (field, content) not in (("seed", 10**400), ("start", "x" * 1000))
    ],
)
def test_each_field_of_how_they_were_trained(tmp_path, field, content):
    record = weights(tmp_path / "w")
    path = tmp_path / "w" / "training.json"
    path.write_text(json.dumps({**record, field: content}))
    try:
        read_record(tmp_path / "w")
    except TrainingError as error:
        assert "\n" not in str(error) and len(str(error)) < 600
    else:
        assert field in ("images", "start"), "it is only told"


@pytest.mark.parametrize("content", ["[" * 100_000, "7", "[]", "null", "{", "\0"])
def test_another_text_than_how_they_were_trained(tmp_path, content):
    weights(tmp_path / "w")
    (tmp_path / "w" / "training.json").write_text(content)
    with pytest.raises(TrainingError):
        read_record(tmp_path / "w")


@pytest.mark.parametrize("ending", [".png", ".jpg"])
def test_each_byte_of_a_picture(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    picture = np.full((40, 40), 255, np.uint8)
    picture[8:32, 18:24] = 0
    exif = Image.Exif()
    exif[0x0112], exif[0x8769], exif[0x8825] = 6, {0x9286: b"x"}, {1: "N"}
    Image.fromarray(picture).save(path, exif=exif)
    tried = read = 0
    for data in damages(path.read_bytes(), 0, 700, 1):
        path.write_bytes(data)
        tried += 1
        try:
            assert read_picture(path).shape == (28, 28)
            read += 1
        except ImageError as error:
            assert "\n" not in str(error) and len(str(error)) < 600
    assert tried > 800 and read


@pytest.mark.parametrize("kind", ["a pipe", "zeros without end", "a folder"])
@pytest.mark.parametrize(
    "words",
    [
        "show {}",
        "verify {}",
        "trace --image {} --out a.trace",
        "trace --out {}",
        "workbook --out {}",
        "trace --weights w --out a.trace",
        "train --out w",
        "train --history {} --out new --mnist-folder m",
    ],
)
def test_what_has_no_end_is_refused(tmp_path, monkeypatch, words, kind):
    monkeypatch.chdir(tmp_path)
    weights(tmp_path / "w")
    (tmp_path / "m").mkdir()
    name = "a.xlsx" if "workbook" in words else "a"
    place = tmp_path / name
    if " w " in words or words.endswith(" w"):
        place = tmp_path / "w" / "output_biases.npy"
        place.unlink()
    if kind == "a pipe":
        os.mkfifo(place)
    elif kind == "a folder":
        place.mkdir()
    else:
        place.symlink_to("/dev/zero")
    monkeypatch.setenv("MATREEL_MNIST", str(tmp_path / "m"))
    with ends_within(60):
        done = CliRunner().invoke(network, words.format(name).split())
    assert done.exit_code and isinstance(done.exception, SystemExit), done.output


def test_an_array_is_no_longer_than_its_file(tmp_path):
    path = tmp_path / "a.npy"
    np.save(path, np.zeros(3))
    head = path.read_bytes()[:128]
    for shape in (b"(10**9,), }", b"(99999999999,), }", b"(-3,), }"):
        path.write_bytes(head.replace(b"(3,), }", shape)[:128] + bytes(24))
        with pytest.raises(DamagedArray):
            read_plain_file(path, 1000)
    with open(path, "wb") as file:
        file.truncate(2**40)  # no disk has it all
    with pytest.raises(DamagedArray, match="are more than 1000"):
        read_plain_file(path, 1000)
