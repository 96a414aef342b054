"""The film of a training shows what its history holds, to be read."""

import hashlib
import json
import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from network.history import DEFAULT_HISTORY, NAMES, History
from network.trace import Value
from scenes.film import Film
from scenes.stage import palette
from scenes.stage.chart import Chart
from scenes.stage.part import Box
from scenes.training import Training
from scenes.training_plans import training_steps
from scenes.wording import language
from tests import renders
from tests.frames import drawn_at, pixels_at
from tests.test_legibility import faults_over, moments
from tests.truth_of_cells import wrong_cells
from tests.truth_of_numbers import says

READING_SPEED = 17  # characters a second that a subcaption may have
SLUGS = ["random", "first-images", "first-hundred", "first-thousand",
         "the-epoch", "trained", "what-changed"]
CHANGES = {"first-images", "what-changed"}


@pytest.fixture(scope="module")
def history():
    return History.load(DEFAULT_HISTORY)


@pytest.fixture(scope="module")
def film(history):
    return Film(history, tell=training_steps)


@pytest.fixture(scope="module")
def recorded(history):
    """The arrays of a history as the checker of cells asks a trace."""
    values = [Value.of(picture / 255, name=f"pictures[{index}]")
              for index, picture in enumerate(history.pictures)]
    for name in ("input_to_hidden_weights", "hidden_to_output_weights"):
        weights = np.moveaxis(getattr(history, name), -1, 0).astype(float)
        values += [Value.of(one, name=name) for one in weights]
        values += [Value.of(one - weights[0], name=f"{name}, change")
                   for one in weights]
    return SimpleNamespace(inputs=values, attributes=(), results=(),
                           steps=(), operations=lambda: ())


def made(*, hidden=3, seen=(0, 1, 5, 10, 20), images=20, seed=0, **changes):
    """A History of random numbers; all fits, nothing was learnt."""
    random = np.random.default_rng(seed)
    sizes = {"C": len(seen), "H": hidden}
    arrays = {}
    for name, (dtype, shape) in NAMES.items():
        shape = [sizes.get(one) or int(one) for one in shape.split()]
        arrays[name] = random.uniform(0, 1, shape).astype(dtype)
    about = replace(History.load(DEFAULT_HISTORY).about, images=images)
    return History(**(arrays | {
        "seen": np.array(seen), "labels": np.arange(10),
        "pictures": random.integers(0, 256, (10, 28, 28)).astype(np.uint8),
        "about": about} | changes))


def ends(film):
    return (drawn_at(film, shot, shot.seconds) for shot in film.shots)


def each_checkpoint(film):
    """(film step, checkpoint, Frame) a moment after each came."""
    for shot in film.shots:
        act = shot.player.act
        shown, starts = act.options["checkpoints"], [shot.seconds - 0.5]
        if act.turns is not None:
            shown, starts = shown[1:], act.turns.starts.tolist()
        for checkpoint, start in zip(shown, starts, strict=True):
            yield (film.steps[shot.step], checkpoint,
                   drawn_at(film, shot, start + 0.2))


def test_its_sections_and_its_length(film):
    assert [step.slug for step in film.steps] == SLUGS
    assert 45 <= film.seconds <= 75
    assert min(shot.seconds for shot in film.shots) >= 5


@pytest.mark.parametrize("speed", [0.5, 0.7, 1.0, 4.0])
def test_every_section_lasts_whole_tenths(history, speed):
    for shot in Film(history, speed=speed, tell=training_steps).shots:
        assert abs(shot.seconds * 10 - round(shot.seconds * 10)) < 1e-9


@pytest.mark.parametrize("name", ["en", "zh"])
def test_the_captions_can_be_read_in_time(film, history, name):
    with language(name):
        steps = training_steps(history)
    for index, step in enumerate(steps):
        seconds = sum(shot.seconds for shot in film.shots_of(index))
        assert 0 < len(step.caption) <= READING_SPEED * seconds
        assert (step.caption.isascii()) == (name == "en")


def test_each_checkpoint_is_shown_in_order_and_again_at_the_end(film,
                                                                history):
    shown = [index for shot in film.shots[:-2]
             for index in shot.player.act.options["checkpoints"]]
    assert sorted(set(shown)) == list(range(len(history)))
    assert shown == sorted(shown)
    last = film.shots[-1].player.act.options["checkpoints"]
    assert list(last) == list(range(len(history)))


def labels_of(frame):
    """What the labels say, in the order they were drawn."""
    return [record for record in frame.texts if record.part == "Label"]


def test_what_stands_beside_each_checkpoint(film, history, recorded):
    """Count, share, weights and readings are of one and the same moment."""
    for step, at, frame in each_checkpoint(film):
        labels = labels_of(frame)
        texts = [label.text for label in labels]
        assert texts[0] == f"{history.seen[at]:,}", frame
        assert ("image seen" in texts) == (history.seen[at] == 1)
        number, percent = texts[1].split(" ")
        assert percent == "%" and says(
            number, round(100 * history.accuracies[at], 9)), frame
        shown = {record.name.removesuffix(", change"): record
                 for record in frame.records
                 if hasattr(record, "values") and record.part == "MatrixPlane"}
        grid = history.hidden_to_output_weights.astype(float)
        expected = grid[..., at] - (grid[..., 0]
                                    if step.slug in CHANGES else 0)
        np.testing.assert_array_equal(
            shown["hidden_to_output_weights"].values, expected)
        assert_sheets(frame, history, at, step.slug in CHANGES)
        assert_changes_told(frame, history, at)
        assert_readings(labels[-20:], history, at)


def assert_sheets(frame, history, at, is_change):
    sheets = [record for record in frame.records
              if hasattr(record, "values") and record.part == "Rack"
              and record.opacity > 0.999]
    weights = history.input_to_hidden_weights.astype(float)
    expected = weights[..., at] - (weights[..., 0] if is_change else 0)
    assert len(sheets) == history.hidden
    for index, record in enumerate(sheets):
        np.testing.assert_array_equal(record.values.ravel(), expected[index])
        assert record.scale.limit >= np.abs(expected).max()


def assert_readings(labels, history, at):
    """Ten pairs: the digit read, and its output; amber where it is right."""
    for index, (read, strength) in enumerate(zip(labels[::2], labels[1::2])):
        outputs = history.outputs[index, :, at]
        assert read.text == str(outputs.argmax())
        assert says(strength.text, outputs.max())
        is_right = outputs.argmax() == history.labels[index]
        color = palette.AMBER if is_right else palette.QUIET
        assert (read.color, strength.color) == (color, color)


def test_digits_turn_from_wrong_to_right(history):
    right = history.read == history.labels[:, None]
    assert not right[:, 0].any() and right[:, -1].all()


def assert_changes_told(frame, history, at):
    """The largest changes of both matrices, once there are any."""
    words = " ".join(record.text for record in frame.texts
                     if record.part == "Caption")
    told = re.findall(r"weight ([+-]\d\.\d{3})", words.replace("−", "-"))
    assert len(told) == (2 if at else 0), words
    for text, name in zip(told, ("input_to_hidden_weights",
                                 "hidden_to_output_weights")):
        weights = getattr(history, name).astype(float)
        change = (weights[..., at] - weights[..., 0]).ravel()
        assert says(text, change[np.abs(change).argmax()])


def test_cells_have_the_colours_of_what_was_recorded(film, recorded):
    counts = 0
    for frame in ends(film):
        faults, found = wrong_cells(frame, recorded)
        assert faults == []
        counts += found.total()
    assert counts > len(SLUGS) * 15_000  # of 23,720 a frame, thin ones


def test_cells_while_sections_change(film, recorded):
    for shot in film.shots:
        for seconds in (0.0, 0.5, 1.3):
            assert wrong_cells(drawn_at(film, shot, seconds),
                               recorded)[0] == []


def changes_and_scales(film, history, name):
    """(Frame, largest change, Scale, legend, label) at each checkpoint of
    the section that shows what learning changed, for one matrix."""
    is_hidden = name == "input_to_hidden_weights"
    weights = getattr(history, name).astype(float)
    for step, at, frame in each_checkpoint(film):
        if step.slug != "what-changed":
            continue
        legends = [one for one in frame.texts if one.part == "Legend"]
        label = [one for one in labels_of(frame)
                 if one.text.endswith(("magnified", "×"))]
        scale, = {one.scale for one in frame.records
                  if hasattr(one, "values") and one.opacity > 0.999
                  and one.name == f"{name}, change"}
        yield (frame, np.abs(weights[..., at] - weights[..., 0]).max(), scale,
               [one.text for one in legends][:2] if is_hidden
               else [one.text for one in legends][2:],
               label[0 if is_hidden else 1])


@pytest.mark.parametrize("name", ["input_to_hidden_weights",
                                  "hidden_to_output_weights"])
def test_small_changes_are_seen_in_a_scale_that_is_printed(film, history,
                                                           name):
    last, found = None, list(changes_and_scales(film, history, name))
    widest = found[-1][2].limit
    for frame, most, scale, (low, high), label in found:
        assert float(high) == -float(low) \
            == pytest.approx(scale.limit, rel=0.05), frame
        times = widest / scale.limit
        assert label.text == ("not magnified" if times == 1
                              else f"magnified {times:.0f} ×")
        assert most <= scale.limit * (1 + 1e-9)
        assert most > scale.limit / 5.1 or times == 125  # to be seen
        is_new = last is not None and scale != last
        if is_new:
            assert scale.limit > last.limit
            assert label.color == palette.AMBER
        last = scale
    assert len({one[2] for one in found}) == 4
    assert label.color == palette.QUIET


def test_cells_in_every_scale(film, recorded):
    shot, counts = film.shots[-1], 0
    for seconds in np.arange(0.1, shot.seconds, 0.9).round(1):
        frame = drawn_at(film, shot, float(seconds))
        faults, found = wrong_cells(frame, recorded)
        assert faults == []
        counts += found.total()
    assert counts > 13 * 15_000


def test_the_count_goes_with_the_weights_as_sections_change(film, history):
    """What fades is still beside the count that it was recorded at."""
    last = film.shots[-1]
    assert labels_of(drawn_at(film, last, 0.0))[0].text \
        == f"{history.seen[-1]:,}"
    assert labels_of(drawn_at(film, last, 0.9))[0].text == "0"


def test_the_caption_stays_from_section_to_section(film):
    for before, after in zip(film.shots[1:], film.shots[2:]):
        words = [[record.text for record in drawn_at(
            film, shot, seconds).texts if record.part == "Caption"]
            for shot, seconds in ((before, before.seconds), (after, 0.0))]
        assert words[0][-1] == words[1][-1]  # the largest changes so far


def test_every_text_can_be_read(film):
    seen, texts = faults_over(film, moments(film, 4.1))
    assert seen == {}
    assert texts > 2000


def test_every_text_can_be_read_while_parts_come(film):
    chosen = [(shot, tenth / 10) for shot in film.shots
              for tenth in range(1, 12, 3)]
    assert faults_over(film, chosen)[0] == {}


@pytest.mark.parametrize("change, slugs", [
    ({}, ["random", "first-images", "the-epoch", "trained", "what-changed"]),
    ({"hidden": 1}, None),
    ({"hidden": 64}, None),
    ({"seen": (0,), "images": 1}, ["random", "trained", "what-changed"]),
    ({"seen": (0, 1, 5), "images": 5},
     ["random", "the-epoch", "trained", "what-changed"]),
    ({"seen": (0, 10, 20, 40, 60)},
     ["random", "first-images", "the-epoch", "more-epochs", "trained",
      "what-changed"]),
    ({"seen": (0, 10, 600_000), "images": 60_000}, None),
    ({"seen": (0, *range(20, 6000, 20))}, None),
    ({"hidden_to_output_weights": np.zeros((10, 3, 5), "f4"),
      "input_to_hidden_weights": np.zeros((3, 784, 5), "f4")}, None),
])
def test_other_histories(change, slugs):
    other = made(**change)
    film = Film(other, tell=training_steps)
    assert slugs is None or [step.slug for step in film.steps] == slugs
    assert film.seconds < 110
    seen, _ = faults_over(film, [(shot, shot.seconds / 2) for shot in
                                 film.shots] + [(film.shots[-1],
                                                 film.shots[-1].seconds)])
    assert seen == {}
    for shot in film.shots:
        end = drawn_at(film, shot, shot.seconds)
        last = shot.player.act.options["checkpoints"][-1]
        assert labels_of(end)[0].text == f"{other.seen[last]:,}"


def test_too_many_sheets_are_refused():
    with pytest.raises(ValueError, match="at most 64 hidden neurons"):
        Film(made(hidden=65), tell=training_steps)


def test_weights_that_were_found_are_not_called_random(history):
    found = replace(history, about=replace(
        history.about, start="weights that were found in the folder"))
    step = training_steps(found)[0]
    assert step.slug == "start" and "random" not in step.acts[0].lead


def test_the_line_that_learns_is_lit(film, history):
    shot = film.shots_of(SLUGS.index("the-epoch"))[0]
    film.show(shot, 3.0)
    line, column, end_line, end_column = shot.panel.mark
    text = history.about.text.splitlines()[line - 1]
    assert line == end_line and text[column:end_column] == \
        "network.learn(column(images[i]), expected_outputs[labels[i]])"


@pytest.mark.parametrize("text", ["", "x = 1\n", "no python at all ("])
def test_a_text_without_the_line_lights_none(history, text):
    about = replace(history.about, text=text, first_line=1, last_line=1)
    film = Film(replace(history, about=about), tell=training_steps)
    frame = drawn_at(film, film.shots[1], 3.0)
    assert film.shots[1].panel.mark is None
    assert any(record.text == "learning" for record in frame.texts)


@pytest.mark.parametrize("count, share, x, y", [
    (0, 0.0, 0.0, 0.0), (1, 0.5, 0.0, 0.5), (10, 1.0, 0.25, 1.0),
    (100, 0.25, 0.5, 0.25), (10_000, 0.75, 1.0, 0.75)])
def test_the_chart_is_logarithmic(count, share, x, y):
    chart = Chart((0, 1, 10_000), (0, 0, 0), Box(0, 0, 800, 400))
    room = chart.room
    across, down = chart.point(count, share)
    assert down == pytest.approx(room.bottom - y * room.height)
    expected = room.left if count == 0 else \
        room.left + chart.APART + x * (room.width - chart.APART)
    assert across == pytest.approx(expected)


def test_a_chart_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="a share for each count"):
        Chart((0, 1), (0.5,), Box(0, 0, 800, 400))


def test_the_dots_of_the_chart_are_where_they_belong(film, history):
    frame = drawn_at(film, film.shots[-1], film.shots[-1].seconds)
    chart = next(part for part in frame.parts if isinstance(part, Chart))
    amber = np.array([255, 180, 84])
    for count, accuracy in zip(history.seen, history.accuracies):
        x, y = chart.point(int(count), float(accuracy))
        pixel = frame.pixels[int(y), int(x), :3].astype(int)
        assert np.abs(pixel - amber).max() <= 3, count


def test_any_frame_stands_alone(history):
    """A film that is shown from the start, and one that jumps."""
    steady = Film(history, tell=training_steps)
    chosen = [4.9, 5.1, 9.0, 41.3, 57.9, 58.2, 64.0, 70.9]
    expected = [pixels_at(steady, second) for second in chosen]
    jumping = Film(history, tell=training_steps)
    for second, frame in reversed(list(zip(chosen, expected))):
        np.testing.assert_array_equal(pixels_at(jumping, second), frame)


@pytest.mark.slow
def test_the_history_that_a_variable_names_is_rendered(tmp_path):
    history = made(hidden=2)
    history.save(tmp_path / "small.history")
    (tmp_path / "scene.py").write_text(renders.hashed(Training))
    rendering = renders.start(
        tmp_path / "scene.py", tmp_path / "media", scene="Training", fps=10,
        PACE=0.5, HISTORY=tmp_path / "small.history").wait()
    film = Film(history, speed=0.5, tell=training_steps)
    index = json.loads(rendering.found("Training.json").read_text())
    assert [section["name"] for section in index] \
        == [step.slug for step in film.steps]
    hashes = rendering.hashes("Training")
    assert len(hashes) == round(film.seconds * 10)
    assert hashes[-1] == hashlib.sha256(
        pixels_at(film, film.seconds - 0.1)).hexdigest()
