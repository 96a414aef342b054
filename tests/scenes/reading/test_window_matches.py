"""All ways in which an array comes from windows over others."""

import numpy as np
import pytest

from scenes.reading import window_gradient_fits, window_matches
from scenes.reading.window_fit import alike, has_windows, pool_ways, ways_along
from scenes.reading.window_matches import fits

RANDOM = np.random.default_rng(12)
X, K = RANDOM.normal(size=(6, 6)), RANDOM.normal(size=(3, 3))
DEEP, MIXED = RANDOM.normal(size=(3, 4, 4)), RANDOM.normal(size=(2, 3))


def slid(x, k, step=1, gap=1):
    """Each cell by itself: what windows of a kernel give."""
    high, wide = ((n - 1) * gap + 1 for n in k.shape)
    return np.array(
        [
            [
                sum(
                    x[i + gap * a, j + gap * b] * k[a, b]
                    for a in range(k.shape[0])
                    for b in range(k.shape[1])
                )
                for j in range(0, x.shape[1] - wide + 1, step)
            ]
            for i in range(0, x.shape[0] - high + 1, step)
        ]
    )


def kinds(map_array, *arrays, back=False):
    return [one.kind for one in fits(map_array, arrays, back=back)]


def first(map_array, *arrays, back=False):
    return next(iter(fits(map_array, arrays, back=back)), None)


MAP = slid(X, K)
CUT = np.maximum(MAP, 0)


@pytest.mark.parametrize(
    "made, given, places, is_cut",
    [
        (MAP, [X, K], {"picture": 0, "kernels": 1}, False),
        (MAP, [K, X], {"picture": 1, "kernels": 0}, False),
        (MAP + 2.0, [X, K, np.array([2.0])], {"bias": 2}, False),
        (MAP + 2.0, [np.array([2.0]), X, K], {"bias": 0, "picture": 1}, False),
        (MAP + MAP**2, [X, K, MAP**2], {"bias": 2}, False),
        (CUT, [X, K], {"picture": 0, "kernels": 1}, True),
        (np.maximum(MAP - 0.5, 0), [X, K, np.array([-0.5])], {"bias": 2}, True),
        (np.maximum(MAP - 0.5, 0), [np.array([-0.5]), X, K], {"bias": 0}, True),
    ],
)
def test_a_bias_and_a_cut(made, given, places, is_cut):
    found = first(made, *given)
    assert (found.kind, found.is_cut) == ("convolution", is_cut)
    assert found.places.items() >= places.items()
    assert ("bias" in found.places) == ("bias" in places)


def test_without_the_bias_it_is_none():
    assert kinds(MAP + 2.0, X, K) == []
    assert kinds(np.maximum(MAP, 0.5), X, K) == []
    assert kinds(np.minimum(MAP, 0), X, K) == []


@pytest.mark.parametrize(
    "made, given, size, step, gaps",
    [
        (slid(X, K, 2), [X, K], (3, 3), (2, 2), (1, 1)),
        (slid(X, K, 1, 2), [X, K], (3, 3), (1, 1), (2, 2)),
        (slid(X, K[:1]), [X, K[:1]], (1, 3), (1, 1), (1, 1)),
        (slid(X, K[:, :2]), [X, K[:, :2]], (3, 2), (1, 1), (1, 1)),
        (slid(X[:, :3], K), [X[:, :3], K], (3, 3), (1, 1), (1, 1)),
    ],
)
def test_sizes_steps_and_gaps(made, given, size, step, gaps):
    found = first(made, *given)
    assert (found.kind, found.size, found.step, found.gaps) == (
        *("convolution", size, step),
        gaps,
    )


@pytest.mark.parametrize(
    "made, given",
    [
        (np.einsum("cij,fc->fij", DEEP, MIXED), [DEEP, MIXED[..., None, None]]),
        (slid(X, X), [X, X.copy()]),  # a single position is none that slides
        (MAP + 1e-3, [X, K]),
        (MAP, [X, K + 1e-3]),
        (MAP, [X]),
    ],
)
def test_what_is_no_convolution(made, given):
    assert kinds(made, *given) == []


def test_many_images_are_told_by_the_first_ones():
    pictures = RANDOM.normal(size=(3, 40, 40))
    maps = np.stack([slid(one, K) for one in pictures])
    found = first(maps, pictures, K)
    assert found.axes == {"picture": "NHW", "kernels": "HW", "map": "NHW"}


def pooled(x, size, step, keep):
    return np.array(
        [
            [
                keep(x[i : i + size[0], j : j + size[1]])
                for j in range(0, x.shape[1] - size[1] + 1, step[1])
            ]
            for i in range(0, x.shape[0] - size[0] + 1, step[0])
        ]
    )


@pytest.mark.parametrize(
    "size, step, keep, keeps",
    [
        ((2, 2), (2, 2), np.max, "largest"),
        ((2, 2), (2, 2), np.mean, "mean"),
        ((2, 2), (2, 2), np.sum, "sum"),
        ((3, 3), (3, 3), np.max, "largest"),
        ((2, 2), (1, 1), np.max, "largest"),
        ((2, 3), (2, 3), np.mean, "mean"),
        ((2, 6), (2, 6), np.mean, "mean"),
        ((1, 2), (1, 2), np.mean, "mean"),
    ],
)
def test_poolings(size, step, keep, keeps):
    found = first(pooled(X, size, step, keep), X)
    assert (found.kind, found.size, found.step, found.keeps) == (
        *("pooling", size, step),
        keeps,
    )


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("length", [2, 6])
def test_a_mean_along_one_axis_is_no_pooling(axis, length):
    picture = X[:length] if axis == 0 else X[:, :length]
    assert kinds(picture.mean(axis=axis, keepdims=True), picture) == []


def test_of_much_only_the_first_rows_and_images_are_computed_again(monkeypatch):
    monkeypatch.setattr(window_matches, "MOST_PRODUCTS", 1)
    pictures = RANDOM.normal(size=(3, 6, 6))
    maps = np.stack([slid(one, K) for one in pictures])
    maps[1:] += 1.0
    maps[0, 1:] += 1.0
    assert first(maps, pictures, K).kind == "convolution"
    maps[0, 0, -1] += 1.0
    assert kinds(maps, pictures, K) == []
    monkeypatch.setattr(window_matches, "MOST_POOLED", 1)
    halves = pooled(X, (2, 2), (2, 2), np.max)
    halves[1:] += 1.0
    assert first(halves, X).kind == "pooling"
    halves[0, -1] += 1.0
    assert kinds(halves, X) == []


@pytest.mark.parametrize(
    "kind, made, given, products",
    [
        ("kernel gradient", slid(X, K), [X, K], 16 * 9),
        ("input gradient", slid(np.pad(X, 2), K[::-1, ::-1]), [X, K], 9 * 36),
    ],
)
def test_what_would_take_too_long_is_not_computed_again(
    kind, made, given, products, monkeypatch
):
    assert kind in kinds(made, *given, back=True)
    monkeypatch.setattr(window_gradient_fits, "MOST_BACK", products)
    assert kind in kinds(made, *given, back=True)
    monkeypatch.setattr(window_gradient_fits, "MOST_BACK", products - 1)
    assert kind not in kinds(made, *given, back=True)


def test_the_largest_cells_of_long_arrays_are_not_looked_for(monkeypatch):
    errors = RANDOM.normal(size=(1, 3))
    picture = np.arange(18.0).reshape(3, 6)
    back = np.zeros((3, 6))
    back[2, 1::2] = errors[0]
    for most, is_found in ((3 * 3 * 2, True), (3 * 3 * 2 - 1, False)):
        monkeypatch.setattr(window_gradient_fits, "MOST_BACK", most)
        found = kinds(back, picture, errors, back=True)
        assert ("pooling gradient" in found) == is_found


@pytest.mark.parametrize(
    "shape, counts, ways",
    [
        ((4, 4), (2, 2), [((2, 2), (2, 2)), ((3, 3), (1, 1))]),
        ((1, 4), (1, 2), [((1, 2), (1, 2)), ((1, 3), (1, 1))]),
        ((1, 4), (1, 4), []),
        ((4, 4), (5, 2), []),
        ((1, 1), (1, 1), []),
    ],
)
def test_how_windows_tile(shape, counts, ways):
    found = pool_ways(shape, counts)
    assert found[: len(ways)] == ways if ways else found == []
    for size, step in found:
        assert max(size) > 1
        for length, one, by, count in zip(shape, size, step, counts):
            assert len(range(0, length - one + 1, by)) == count


@pytest.mark.parametrize(
    "shape, size, counts, ways",
    [
        ((6, 6), (3, 3), (4, 4), [((1, 1), (0, 0))]),
        ((6, 6), (3, 3), (3, 3), [((2, 2), (1, 1))]),
        ((1, 6), (1, 3), (1, 6), [((1, 1), (0, 1))]),
        ((6, 6), (3, 3), (4, 9), []),
    ],
)
def test_how_windows_slide(shape, size, counts, ways):
    found = ways_along(shape, size, counts, padded=True)
    assert found[: len(ways)] == ways if ways else found == []


@pytest.mark.parametrize(
    "axes, shapes, laid",
    [
        ("HW", [(4, 4), (2, 2)], [(1, 1, 4, 4), (1, 1, 2, 2)]),
        ("CHW", [(3, 4, 4), (3, 2, 2)], [(1, 3, 4, 4), (1, 3, 2, 2)]),
        ("CHW", [(3, 4, 4), (2, 2, 2)], None),
        ("NHWC", [(2, 4, 4, 3), (2, 2, 2, 3)], [(2, 3, 4, 4), (2, 3, 2, 2)]),
        ("NHWC", [(2, 4, 4, 3), (1, 2, 2, 3)], None),
    ],
)
def test_maps_alike(axes, shapes, laid):
    found = alike(axes, *(np.zeros(shape) for shape in shapes))
    assert (found and [one.shape for one in found]) == laid


@pytest.mark.parametrize(
    "array, views, found",
    [
        (np.arange(2.0), [[0.0], [1.0]], True),
        (np.arange(1.0), [[0.0]], False),
        (np.arange(8.0).reshape(2, 2, 2), [[[[0.0, 1]], [[2, 3]]]] * 2, False),
        (np.zeros((2, 2, 2, 2)), np.zeros((2, 2, 2, 1, 2)), False),
        (np.arange(5.0), [[0.0, 1], [2, 3]], True),
        (
            np.arange(8.0).reshape(2, 2, 2),
            [[[0.0, 1], [2, 3]], [[4, 5], [6, 7]]],
            False,
        ),
        (np.arange(8.0).reshape(2, 2, 2), np.arange(8.0).reshape(2, 1, 1, 2, 2), True),
        (np.arange(5.0), np.arange(5.0), False),
    ],
)
def test_views_of_windows(array, views, found):
    assert has_windows(array, np.array(views)) is found


# What goes back.

ERRORS = RANDOM.normal(size=(4, 4))


def spread(errors, k, shape, step=1):
    back = np.zeros(shape)
    for i, j in np.ndindex(*errors.shape):
        top, left = i * step, j * step
        back[top : top + k.shape[0], left : left + k.shape[1]] += errors[i, j] * k
    return back


def blamed(x, errors, size):
    return slid(x, errors)[: size[0], : size[1]]


def test_errors_go_back_to_pictures_and_kernels():
    found = list(fits(spread(ERRORS, K, (6, 6)), [ERRORS, K], back=True))
    backs = [one for one in found if one.places == {"errors": 0, "kernels": 1}]
    assert [(one.size, one.step, one.pad) for one in backs] == [
        ((3, 3), (1, 1), (0, 0))
    ]
    two = spread(ERRORS[:2, :2], K, (5, 5), 2)
    (back,) = [
        one
        for one in fits(two, [ERRORS[:2, :2], K], back=True)
        if one.kind == "input gradient"
    ]
    assert back.step == (2, 2)
    kernels = blamed(X, ERRORS, (3, 3))
    found = kinds(kernels, X, ERRORS, back=True)
    assert "kernel gradient" in found
    assert "kernel gradient" not in kinds(kernels * 1.001, X, ERRORS, back=True)


def test_a_mean_over_images_may_be_taken_of_what_goes_back():
    errors = RANDOM.normal(size=(2, 3, 4, 4))
    added = errors.sum(axis=(0, 2, 3))
    for factor, is_one in ((1, True), (0.5, True), (0.25, False)):
        found = kinds(added * factor, errors, back=True)
        assert ("bias gradient" in found) == is_one
    assert "bias gradient" not in kinds(added[:2], errors, back=True)
    # Of one cell each, all is added up that there is.
    assert "bias gradient" not in kinds(
        errors[:, :, 0, 0].sum(axis=0), errors[:, :, :1, :1], back=True
    )
    two = errors[:, :, :1, :2]
    assert "bias gradient" in kinds(two.sum(axis=(0, 2, 3)), two, back=True)
