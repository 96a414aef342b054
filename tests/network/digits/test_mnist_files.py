"""The MNIST files: what is in the official ones, and what is refused."""

import gzip
import hashlib
import http.server
import struct
import threading
import tracemalloc

import numpy as np
import pytest
from click.testing import CliRunner

from network.cli.commands import network
from network.digits import mnist_files
from network.digits.mnist_files import (
    IMAGES_MAGIC,
    LABELS_MAGIC,
    MnistError,
    download,
    mnist,
    read_idx,
)
from network.trace import Trace

LABEL_COUNTS = {
    "train": [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
    "test": [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
}


@pytest.mark.parametrize(
    "split, count, first", [("train", 60_000, 5), ("test", 10_000, 7)]
)
def test_the_official_files(mnist_folder, split, count, first):
    images, labels = mnist(split, mnist_folder)
    assert images.shape == (count, 28, 28) and images.dtype == np.uint8
    assert labels.shape == (count,) and labels.dtype == np.uint8
    assert labels[0] == first
    assert np.bincount(labels).tolist() == LABEL_COUNTS[split]


def test_the_official_pixels(mnist_train):
    images, _ = mnist_train
    assert round(images.mean() / 255, 4) == 0.1307
    assert round(images.std() / 255, 4) == 0.3081


def test_the_sums_are_those_of_the_official_files(mnist_folder):
    for name, expected in mnist_files.SHA256.items():
        data = (mnist_folder / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == expected


def idx(magic, shape, data=None):
    """An IDX file of these dimensions, as bytes."""
    size = int(np.prod(shape))
    content = bytes(i % 10 for i in range(size)) if data is None else data
    return struct.pack(f">{1 + len(shape)}I", magic, *shape) + content


IMAGES = idx(IMAGES_MAGIC, (5, 28, 28))
LABELS = idx(LABELS_MAGIC, (5,))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Five training and three test images in MNIST's form."""
    monkeypatch.setattr(
        mnist_files, "SPLITS", {"train": ("train", 5), "test": ("t10k", 3)}
    )
    monkeypatch.delenv(mnist_files.FOLDER_VARIABLE, raising=False)
    folder = tmp_path / "mnist"
    folder.mkdir()
    for name, data in [
        ("train-images-idx3-ubyte", IMAGES),
        ("train-labels-idx1-ubyte", LABELS),
        ("t10k-images-idx3-ubyte", idx(IMAGES_MAGIC, (3, 28, 28))),
        ("t10k-labels-idx1-ubyte", idx(LABELS_MAGIC, (3,))),
    ]:
        (folder / f"{name}.gz").write_bytes(gzip.compress(data))
    return folder


def unpack(folder, rename=lambda name: name):
    for path in list(folder.iterdir()):
        data = gzip.decompress(path.read_bytes())
        path.unlink()
        path.with_name(rename(path.stem)).write_bytes(data)


@pytest.mark.parametrize(
    "arrange",
    [
        lambda folder: None,
        unpack,
        lambda folder: unpack(folder, lambda name: f"{name}.gz"),
        lambda folder: unpack(folder, lambda name: name.replace("-idx", ".idx")),
    ],
    ids=["gzipped", "unpacked", "unpacked but named .gz", "dotted names"],
)
def test_the_ways_that_files_lie_about(folder, arrange):
    arrange(folder)
    for split, count in [("train", 5), ("test", 3)]:
        images, labels = mnist(split, folder)
        pixels = np.arange(count * 784).reshape(count, 28, 28) % 10
        np.testing.assert_array_equal(images, pixels)
        np.testing.assert_array_equal(labels, np.arange(count))


def test_a_folder_comes_before_the_variable_and_that_before_the_cache(
    folder, tmp_path, monkeypatch
):
    cache = tmp_path / "cache"
    monkeypatch.setattr(mnist_files, "cache_folder", lambda: cache)
    monkeypatch.setattr(mnist_files, "download", lambda name, folder: folder / name)
    name = "t10k-labels-idx1-ubyte"
    assert mnist_files.located(name) == cache / f"{name}.gz"
    monkeypatch.setenv(mnist_files.FOLDER_VARIABLE, str(folder))
    assert mnist_files.located(name) == folder / f"{name}.gz"
    assert len(mnist("test")[0]) == 3
    with pytest.raises(MnistError, match="found neither; put the four files"):
        mnist("test", tmp_path)


def test_another_split(folder):
    with pytest.raises(MnistError, match="'train' or 'test', got 'valid'"):
        mnist("valid", folder)


def swapped(first, second):
    def swap(folder):
        a, b = (folder / f"{name}-ubyte.gz" for name in (first, second))
        a.rename(folder / "aside")
        b.rename(a)
        (folder / "aside").rename(b)

    return swap


def written(name, data):
    return lambda folder: (folder / f"{name}-ubyte.gz").write_bytes(data)


def packed(name, data):
    return written(name, gzip.compress(data))


INVALID_FOLDERS = {
    "labels where images are expected": (
        swapped("train-images-idx3", "train-labels-idx1"),
        "MNIST images of 5 x 28 x 28, got labels of 5;",
    ),
    "images where labels are expected": (
        packed("train-labels-idx1", IMAGES),
        "MNIST labels of 5, got images of 5",
    ),
    "test where training is expected": (
        swapped("train-images-idx3", "t10k-images-idx3"),
        "images of 5 x 28 x 28, got images of 3 x 28 x 28",
    ),
    "test labels where training's are expected": (
        swapped("train-labels-idx1", "t10k-labels-idx1"),
        "labels of 5, got labels of 3",
    ),
    "pictures of another size": (
        packed("train-images-idx3", idx(IMAGES_MAGIC, (5, 32, 32))),
        "got images of 5 x 32 x 32",
    ),
    "cut short": (
        packed("train-images-idx3", IMAGES[:-1]),
        "3936 bytes of images, got 3935",
    ),
    "one byte too long": (
        packed("train-images-idx3", IMAGES + b"\0"),
        "3936 bytes of images, got more",
    ),
    "cut in its header": (packed("train-images-idx3", IMAGES[:10]), "got images of 5"),
    "cut in its magic number": (
        packed("train-images-idx3", IMAGES[:3]),
        "another kind of file",
    ),
    "empty": (written("train-labels-idx1", b""), "another kind of file"),
    "gzip cut short": (
        written("train-images-idx3", gzip.compress(IMAGES)[:-30]),
        "cannot be read",
    ),
    "gzip cut in its header": (
        written("train-images-idx3", gzip.compress(IMAGES)[:5]),
        "cannot be read",
    ),
    "gzip damaged": (
        written("train-images-idx3", gzip.compress(IMAGES)[:14] + bytes(99)),
        "cannot be read",
    ),
    "a foreign file": (
        written("train-images-idx3", b"\x89PNG\r\n\x1a\n" * 9),
        "got another kind of file",
    ),
    "a gzipped foreign file": (
        packed("train-images-idx3", b"hello" * 900),
        "got another kind of file",
    ),
    "labels that are no digits": (
        packed("train-labels-idx1", idx(LABELS_MAGIC, (5,), bytes(range(7, 12)))),
        "labels 0..9, got 11",
    ),
    "one label that is none": (
        packed("train-labels-idx1", idx(LABELS_MAGIC, (5,), bytes(range(6, 11)))),
        "labels 0..9, got 10",
    ),
}


@pytest.mark.parametrize(
    "damage, message", INVALID_FOLDERS.values(), ids=INVALID_FOLDERS.keys()
)
def test_refused(folder, damage, message):
    damage(folder)
    with pytest.raises(MnistError, match=message) as caught:
        mnist("train", folder)
    assert str(folder / "train-") in str(caught.value)


def test_a_gzip_bomb_is_not_unpacked(tmp_path):
    bomb = tmp_path / "bomb.gz"
    with gzip.open(bomb, "wb") as file:
        file.write(LABELS)
        for _ in range(64):
            file.write(bytes(2**20))
    tracemalloc.start()
    with pytest.raises(MnistError, match="got more"):
        read_idx(bomb, LABELS_MAGIC, (5,))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2**20


NAME = "train-labels-idx1-ubyte.gz"
FILE = gzip.compress(LABELS, mtime=0)


class Mirror:
    """A web server on this machine that gives one answer to everything."""

    def __init__(self, answer):
        self.requests = []
        mirror = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                mirror.requests.append(self.path)
                answer(self)

            def log_message(self, *_):
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/mnist/"
        threading.Thread(
            target=self.server.serve_forever,
            kwargs={"poll_interval": 0.01},
            daemon=True,
        ).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def give(data, length=None):
    def answer(request):
        request.send_response(200)
        request.send_header("Content-Length", str(length or len(data)))
        request.end_headers()
        request.wfile.write(data)

    return answer


def not_found(request):
    request.send_error(404)


def hang_up(request):
    request.close_connection = True


BAD_ANSWERS = {
    "not found": not_found,
    "hangs up": hang_up,
    "another file": give(b"<html>Sign in</html>"),
    "cut short": give(FILE[:-9]),
    "cut short of what it promised": give(FILE[:-9], length=len(FILE)),
}


@pytest.fixture
def mirrors(monkeypatch):
    """A function of answers that starts a mirror for each."""
    monkeypatch.setitem(mnist_files.SHA256, NAME, hashlib.sha256(FILE).hexdigest())
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    started = []

    def start(*answers):
        started.extend(Mirror(answer) for answer in answers)
        return started

    yield start
    for mirror in started:
        mirror.close()


def addresses(mirrors):
    return [mirror.address for mirror in mirrors]


def test_a_download_is_kept(mirrors, tmp_path):
    first, second = mirrors(give(FILE), give(FILE))
    for _ in range(2):
        path = download(NAME, tmp_path / "new" / "cache", addresses([first, second]))
        assert path == tmp_path / "new" / "cache" / NAME
        assert path.read_bytes() == FILE
    assert first.requests == [f"/mnist/{NAME}"] and second.requests == []


@pytest.mark.parametrize("answer", BAD_ANSWERS.values(), ids=BAD_ANSWERS.keys())
def test_the_second_mirror_helps_where_the_first_fails(mirrors, tmp_path, answer):
    path = download(NAME, tmp_path, addresses(mirrors(answer, give(FILE))))
    assert path.read_bytes() == FILE
    assert [each.name for each in tmp_path.iterdir()] == [NAME]


def test_the_second_mirror_helps_where_the_first_is_down(mirrors, tmp_path):
    (down,) = mirrors(give(FILE))
    down.close()
    both = addresses(mirrors(give(FILE)))
    assert download(NAME, tmp_path, both).read_bytes() == FILE


@pytest.mark.parametrize("answer", BAD_ANSWERS.values(), ids=BAD_ANSWERS.keys())
def test_nothing_is_kept_where_all_fail(mirrors, tmp_path, answer):
    both = addresses(mirrors(answer, not_found))
    with pytest.raises(MnistError, match="one of 2 mirrors") as caught:
        download(NAME, tmp_path, both)
    for address in both:
        assert f"{address}{NAME}: " in str(caught.value)
    assert (
        f"environment variable {mnist_files.FOLDER_VARIABLE} or, to "
        "train, with --mnist-folder"
    ) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_in_the_cache_is_fetched_again(mirrors, tmp_path):
    (tmp_path / NAME).write_bytes(FILE[:-1])
    download(NAME, tmp_path, addresses(mirrors(give(FILE))))
    assert (tmp_path / NAME).read_bytes() == FILE


@pytest.mark.parametrize("split", ["train", "test"])
def test_mnist_is_told_from_what_has_its_form(mnist_folder, split):
    images, labels = mnist(split, mnist_folder)
    assert mnist_files.is_mnist(split, images, labels)
    changed, relabelled = images.copy(), labels.copy()
    changed[-1, -1, -1] ^= 1
    relabelled[-1] ^= 1
    assert not mnist_files.is_mnist(split, changed, labels)
    assert not mnist_files.is_mnist(split, images, relabelled)


def test_what_is_not_mnist_is_said_and_not_refused(folder, tmp_path, monkeypatch):
    monkeypatch.setenv(mnist_files.FOLDER_VARIABLE, str(folder))
    monkeypatch.chdir(tmp_path)
    for words, told in (
        (
            ["trace", "--mnist", "test:2", "--out", tmp_path / "a.trace"],
            "not MNIST) re",
        ),
        (["train", "--epochs", 1, "--out", tmp_path / "w"], "labels of train and test"),
        (
            ["workbook", "--mnist", "test:2", "--out", tmp_path / "a.xlsx"],
            "(not MNIST)",
        ),
    ):
        done = CliRunner().invoke(network, list(map(str, words)))
        assert done.exit_code == 0 and told in done.output, done.output
    assert (
        Trace.load(tmp_path / "a.trace").about["source"] == "test image 2 (not MNIST)"
    )


def test_what_is_mnist_is_said(mnist_folder, tmp_path, monkeypatch):
    monkeypatch.setenv(mnist_files.FOLDER_VARIABLE, str(mnist_folder))
    words = ["trace", "--mnist", "test:2", "--out", str(tmp_path / "a.trace")]
    done = CliRunner().invoke(network, words)
    assert "MNIST test image 2 read as" in done.output and "not" not in done.output
