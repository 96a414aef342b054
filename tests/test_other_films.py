"""The films of learning and of mistakes: true, legible, in their time."""

import importlib
import re

import numpy as np
import pytest

from network import digits
from network.default_trace import DEFAULT_WEIGHTS
from network.digit_network import DigitNetwork
from scenes.replay import FilmScene
from scenes.stage.camera import drawn
from tests import legibility
from tests.frames import drawn_at
from tests.test_legibility import entrances, faults_over, moments
from tests.test_rates import READING_SPEED, reading_speeds
from tests.test_truth import check_cells, check_numbers
from tests.truth_of_numbers import wrong_lengths

# Name of the scene file -> shortest and longest seconds of its film.
LENGTHS = {"forward": (60, 90), "backprop": (100, 150),
           "learning_step": (150, 300), "training": (45, 75),
           "mistakes": (30, 60), "neurons": (30, 60)}
BACKPROP_STEPS = (
    "expected-output", "output-delta", "hidden-to-output-adjustment",
    "hidden-to-output-weights", "output-biases", "sigmoid-differential",
    "hidden-error", "hidden-delta", "input-to-hidden-adjustment",
    "input-to-hidden-weights", "hidden-biases", "what-changed")
CHECKED = ("backprop", "mistakes", "learning_step")


def scene_of(name):
    """The scene of a scene file, without Manim's own set-up of it."""
    module = importlib.import_module(f"scenes.{name}")
    scene, = (one for one in vars(module).values()
              if isinstance(one, type) and issubclass(one, FilmScene)
              and one.__module__ == module.__name__)
    return scene.__new__(scene)


@pytest.fixture(scope="module")
def films():
    """name of the scene file -> its Film."""
    return {name: scene_of(name).film() for name in LENGTHS}


def own_shots(name, film):
    """The shots that no other film of these tests has."""
    if name != "learning_step":
        return film.shots
    slugs = [step.slug for step in film.steps]
    return film.shots_of(slugs.index("output-neurons-2")) \
        + film.shots_of(slugs.index("before-and-after")) \
        + film.shots_of(slugs.index("one-step"))


@pytest.mark.parametrize("name", LENGTHS)
def test_how_long_it_is(films, name):
    shortest, longest = LENGTHS[name]
    assert shortest <= films[name].seconds <= longest


@pytest.mark.parametrize("name", LENGTHS)
def test_whole_tenths_and_readable_subcaptions(films, name):
    for shot in films[name].shots:
        assert shot.seconds * 10 == pytest.approx(round(shot.seconds * 10))
    assert {slug: speed for slug, speed in reading_speeds(
        films[name]).items() if not 0 < speed <= READING_SPEED} == {}


def test_backpropagation_has_the_steps_of_the_article(films):
    assert tuple(step.slug for step in films["backprop"].steps) \
        == BACKPROP_STEPS


def test_the_error_goes_back_through_the_updated_weights(films):
    film = films["backprop"]
    step = film.steps[BACKPROP_STEPS.index("hidden-error")]
    updated = film.steps[BACKPROP_STEPS.index("hidden-to-output-weights")]
    matrix = step.acts[0].options["matrix"]
    np.testing.assert_array_equal(matrix.array,
                                  updated.acts[0].result.array)
    assert "updated" in step.acts[0].lead


@pytest.mark.parametrize("name", ["mistakes", "training", "neurons"])
def test_what_an_act_says_first_is_read_before_it_ends(films, name):
    for shot in films[name].shots:
        act = shot.player.act
        need = len(act.title + act.lead) / READING_SPEED
        assert need + 0.3 <= shot.seconds, act.title
        if name == "mistakes":  # then one more sentence, at the end
            last = shot.player.words(act.seconds)
            assert need + len(last) / READING_SPEED <= shot.seconds, last


def test_the_mistake_is_mended(films):
    steps = films["mistakes"].steps
    assert steps[-1].acts[0].title == "The learning step that mends it"
    before, after = (value.array.ravel()
                     for value in steps[-1].acts[0].operands)
    assert np.argmax(before) == 7 and np.argmax(after) == 1


def test_cells_and_numbers_of_backpropagation(films):
    film = films["backprop"]
    for shot in film.shots:
        frame = drawn_at(film, shot, shot.seconds)
        check_cells(frame, film.trace)
        check_numbers(frame, film.trace)


def layers(network, image):
    """The four columns of a forward pass, in plain NumPy once more."""
    sums = network.input_to_hidden_weights @ image + network.hidden_biases
    hidden = 1 / (1 + np.exp(-sums))
    output_sums = network.hidden_to_output_weights @ hidden \
        + network.output_biases
    return {"hidden_pre_sigmoid": sums, "hidden_neurons": hidden,
            "output_pre_sigmoid": output_sums,
            "output_neurons": 1 / (1 + np.exp(-output_sums))}


@pytest.fixture(scope="module")
def mistake():
    """Columns of the digit read right, of the one misread, and of the latter
    after learning; and the network before."""
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    right, wrong = (digits.drawn_digit(name) for name in ("1", "1-leaning"))
    first, second = layers(network, right), layers(network, wrong)
    mended = DigitNetwork.load(DEFAULT_WEIGHTS)
    mended.learn(wrong, digits.one_hot(1))
    return first, second, layers(mended, wrong), network


def expected_bars(slug, mistake):
    """The columns that a step of the film of mistakes shows."""
    first, second, after, network = mistake
    if slug in ("two-digits", "strokes"):
        return []
    if slug == "where-they-part":
        weights = network.hidden_to_output_weights
        return [(weights[7] - weights[1])[:, None] * one["hidden_neurons"]
                for one in (first, second)]
    if slug == "mended":
        before, now = second["output_neurons"], after["output_neurons"]
        return [before, now, now - before]
    name = slug.replace("-", "_")
    return [first[name], second[name]]


def test_bars_of_the_film_of_mistakes(films, mistake):
    film = films["mistakes"]
    for shot in film.shots:
        frame = drawn_at(film, shot, shot.seconds)
        slug = film.steps[shot.step].slug
        shown = expected_bars(slug, mistake)
        assert len(frame.bars) == len(shown)
        for part, column in zip(frame.bars, shown):
            np.testing.assert_allclose(part.values.array, column.ravel(),
                                       rtol=1e-9, atol=1e-12)
        assert wrong_lengths(frame)[0] == []
        assert_numbers_are_those_of(frame, shown)


def assert_numbers_are_those_of(frame, columns):
    """Every number with decimals beside a bar and in a sentence is one of
    the columns', or the difference of two sums, to the digits shown."""
    known = np.concatenate([column.ravel() for column in columns]
                           or [np.zeros(1)])
    totals = [column.sum() for column in columns]
    for record in frame.texts:
        for text in re.findall(r"[+-]?\d+\.\d+(?:e[+-]\d+)?",
                               record.text.replace("−", "-")):
            if record.part not in ("Bars", "Caption"):
                continue
            digits_shown = 10.0 ** -len(text.split("e")[0].split(".")[1])
            room = digits_shown * 10.0 ** int((text.split("e") + ["0"])[1])
            assert np.abs(known - float(text)).min() <= room * 0.51, \
                f"{frame}: {text} in {record.text!r} of {totals}"


def test_the_sums_that_part_the_two(films, mistake):
    first, second, _, _ = mistake
    film = films["mistakes"]
    shot, = film.shots_of([step.slug for step in film.steps].index(
        "where-they-part"))
    texts = [record.text for record in drawn_at(
        film, shot, shot.seconds).texts]
    for one, winner in ((first, 1), (second, 7)):
        sums = one["output_pre_sigmoid"]
        assert f"{sums[7, 0] - sums[1, 0]:+.3f}" in texts
        assert f"so {winner} wins" in texts


def test_strokes_are_weights_times_both_images(films):
    film, network = films["mistakes"], DigitNetwork.load(DEFAULT_WEIGHTS)
    images = [digits.drawn_digit(name) for name in ("1", "1-leaning")]
    hidden = [layers(network, image)["hidden_neurons"] for image in images]
    rivals = network.hidden_to_output_weights
    index = int(np.abs((rivals[7] - rivals[1])
                       * (hidden[1] - hidden[0]).ravel()).argmax())
    weights = network.input_to_hidden_weights[index]
    shot, = film.shots_of([step.slug for step in film.steps].index("strokes"))
    frame = drawn_at(film, shot, shot.seconds)
    planes = [one for one in frame.records
              if hasattr(one, "values") and one.opacity > 0.999]
    for name, expected in (
            ("image", [images[0]]), ("misread", [images[1]]),
            ("weights × image", [weights * one.ravel() for one in images]),
            (f"input_to_hidden_weights[{index}]", [weights])):
        shown = [one.values for one in planes if one.name == name]
        np.testing.assert_array_equal(
            np.array(shown).reshape(len(expected), -1),
            np.array(expected).reshape(len(expected), -1))
    limits = {one.scale.limit for one in planes
              if one.scale.kind == "diverging"}
    assert limits == {np.abs(weights).max()}
    texts = [one.text for one in frame.texts]
    for image, one in zip(images, hidden):
        total = (network.input_to_hidden_weights @ image)[index, 0]
        assert f"{total:+.3f}".replace("-", "−") in texts \
            or f"{total:+.3f}" in texts
        assert f"{one[index, 0]:.3f}" in texts


def test_both_rivals_are_lit_beside_both_answers(films):
    film = films["mistakes"]
    shot = film.shots[-1]
    frame = drawn_at(film, shot, shot.seconds)
    lit = [one for one in frame.texts
           if one.part == "Bars" and one.color == "#FFB454"]
    assert [one.text for one in lit] == ["1", "7"] * 3
    large = [one.text for one in frame.texts if one.part == "Label"
             and one.size > 100]
    assert large == ["7", "1"]
    assert "read wrong" in [one.text for one in frame.texts]


def test_before_and_after_a_learning_step(films):
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    image = digits.drawn_digit("4-closed")
    before = layers(network, image)["output_neurons"]
    network.learn(image, digits.one_hot(4))
    after = layers(network, image)["output_neurons"]
    film = films["learning_step"]
    shot, lesson = film.shots[-2:]
    frame = drawn_at(film, shot, shot.seconds)
    for part, column in zip(frame.bars, (before, after, after - before)):
        np.testing.assert_allclose(part.values.array, column.ravel(),
                                   rtol=1e-9, atol=1e-12)
    assert_numbers_are_those_of(frame, [before, after, after - before])
    assert wrong_lengths(frame)[0] == []
    texts = [one.text for one in drawn_at(film, lesson, lesson.seconds).texts]
    for column in (before, after):
        assert f"output_neurons[4] = {column[4, 0]:.5f}" in texts


def test_the_end_says_how_many_values_have_changed(films):
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    names = ("hidden_to_output_weights", "output_biases",
             "input_to_hidden_weights", "hidden_biases")
    before = [getattr(network, name).copy() for name in names]
    network.learn(digits.drawn_digit("4-closed"), digits.one_hot(4))
    film = films["backprop"]
    frame = drawn_at(film, film.shots[-1], film.shots[-1].seconds)
    texts, total = [one.text for one in frame.texts], 0
    for name, old in zip(names, before):
        change = getattr(network, name) - old
        total += (count := np.count_nonzero(change))
        assert f"{count:,} of {change.size:,} changed" in texts
        most = change.ravel()[np.abs(change).argmax()]
        assert f"the most by {most:+.1g}" in texts
    assert any(f"{total:,} of 15,910" in text for text in texts)


def test_the_film_of_learning_begins_with_what_the_network_read(films):
    film = films["backprop"]
    first = film.shots[0]
    told = drawn_at(film, first, 0.0)
    assert {"image", "output_neurons"} <= {one.text for one in told.texts}
    assert any("as 4, with 0.935" in one.text for one in told.texts)
    assert "expected_output" not in {
        one.text for one in told.texts if one.part == "Bars"}
    line, start, _, end = first.panel.mark
    text = film.trace.sources[
        film.trace.functions[film.steps[0].function].file]
    assert text.splitlines()[line - 1][start:end] == "expected_output"
    bars = drawn_at(film, first, first.seconds).bars
    assert [part.name_text for part in bars] \
        == ["output_neurons", "expected_output"]


def test_small_changes_are_counted_in_a_unit(films):
    film = films["backprop"]
    for slug, delta in (("output-biases", "output_delta"),
                        ("hidden-biases", "hidden_delta")):
        shot, = film.shots_of(BACKPROP_STEPS.index(slug))
        frame = drawn_at(film, shot, shot.seconds)
        before, change, now = frame.bars
        assert change.name_text == f"-0.01 × {delta}, in millionths"
        texts = {one.text for one in frame.texts if one.part == "Bars"}
        for value in change.values.array:
            assert f"{value * 1e6:+.2f}" in texts or abs(value) < 5e-9
        lit = [one for one in frame.texts if one.part == "ChangedBars"
               and one.color == "#FFB454" and one.left > now.box.right - 112]
        changed = [k for k in range(len(change.values.array))
                   if before.write(before.values.array[k])
                   != now.write(now.values.array[k])]
        assert len(lit) == len(changed) > 5


def test_the_scales_of_an_update_say_whose_they_are(films):
    film = films["backprop"]
    shot, = film.shots_of(BACKPROP_STEPS.index("hidden-to-output-weights"))
    frame = drawn_at(film, shot, shot.seconds)
    planes = {one.name: one for one in frame.records
              if hasattr(one, "values")}
    told = [one for one in frame.texts if one.part == "Label"
            and one.text not in "+="]
    ends = [one.text for one in frame.texts if one.part == "Legend"]
    for name, text, (low, high) in (
            ("hidden_to_output_weights",
             "hidden_to_output_weights, before and now", ends[:2]),
            ("change", "-0.01 × hidden_to_output_adjustment: a scale of its "
             "own", ends[2:])):
        assert text in [one.text for one in told]
        limit = np.abs(planes[name].values).max()
        assert planes[name].scale.limit >= limit
        assert float(high) == -float(low) \
            == pytest.approx(planes[name].scale.limit, rel=0.05)
    corners = planes["change"].corners
    assert corners[2][1] - corners[0][1] > 0.6 * shot.player.stage.height


@pytest.mark.parametrize("name", ["forward", "backprop", "mistakes"])
def test_names_above_bars_begin_below_the_title(films, name):
    seen = 0
    for shot in films[name].shots:
        frame = drawn_at(films[name], shot, shot.seconds, width=480,
                         height=270)
        title = next(one for one in frame.texts if one.part == "Caption")
        for bars in frame.bars:
            named, = (one for one in frame.texts
                      if one.part == type(bars).__name__
                      and one.text == bars.name_text
                      and abs(one.left - bars.box.left) < 4)
            if bars.box.left < 100:
                assert abs(named.left - title.left) < 1, f"{frame}"
                seen += 1
    assert seen >= {"forward": 2, "backprop": 6, "mistakes": 1}[name]


@pytest.mark.parametrize("name, slug", [
    ("forward", "hidden-pre-sigmoid"),
    ("backprop", "input-to-hidden-adjustment"),
    ("backprop", "input-to-hidden-weights")])
def test_no_sheet_flies_over_a_sign(films, name, slug):
    film, seen = films[name], 0
    index = [step.slug for step in film.steps].index(slug)
    shot = film.shots_of(index)[0]
    for tenth in range(10, round(shot.seconds * 10)):
        frame = drawn_at(film, shot, tenth / 10, width=480, height=270)
        signs = [one for one in frame.texts
                 if one.part == "Label" and not one.text.isascii()
                 or one.text in "+="]
        free = legibility.free(frame)
        assert all(sign in free for sign in signs), f"{frame}"
        seen += len(signs)
    assert seen > tenth / 2


def test_rows_pass_over_nothing_on_the_bench(films):
    """From the matrix to their place, beside the column that they meet."""
    film, moving = films["backprop"], 0
    shot, = film.shots_of(BACKPROP_STEPS.index("hidden-error"))
    turns, (laid, place, _) = shot.player.turns, shot.player.bench
    for start, length in zip(turns.starts, turns.lengths):
        for share in np.linspace(0.01, 0.24, 12):
            frame = drawn_at(film, shot, float(start + share * length),
                             width=480, height=270)
            index, row = [
                (index, one) for index, one in enumerate(frame.records)
                if hasattr(one, "values") and len(one.values) == 1
                and one.name == "hidden_to_output_weights.T"][-1]
            free = {id(text) for text in legibility.free(frame)}
            assert all(id(text) in free for text in frame.records[:index]
                       if hasattr(text, "text")), f"{frame}"
            upper_left, upper_right, lower_left = row.corners
            assert lower_left[1] <= laid.top - 30 \
                or upper_right[0] < laid.left - 60, f"{frame}"
            moving += not np.allclose(row.corners, place.corners)
    assert moving > 10 * len(turns.starts)


def column_of(film, name):
    """The column of numbers that a statement of a trace assigns."""
    return next(value.array.ravel() for step in film.trace.steps
                for target, value in zip(step.targets, step.assigned)
                if target == name)


def words_at(film, shot, seconds):
    """The last line of the caption at a moment of a shot."""
    film.show(shot, float(seconds))
    return film.caption.words.splitlines()[-1].replace("−", "-")


def test_the_first_column_becomes_the_first_row(films):
    film = films["backprop"]
    shot, = film.shots_of(BACKPROP_STEPS.index("hidden-error"))
    for seconds, name, mark in ((1.2, "before", (0, 0, 10, 1)),
                                (2.6, "grid", (0, 0, 1, 10))):
        film.show(shot, seconds)
        plane = getattr(shot.player, name)
        assert plane.opacity == 1 and plane.marks == (mark,)


def test_where_most_happens_is_shown_first_and_alone(films):
    film = films["backprop"]
    for slug, column in (("hidden-to-output-adjustment", "output_delta"),
                         ("hidden-delta", "hidden_delta"),
                         ("input-to-hidden-adjustment", "hidden_delta"),
                         ("input-to-hidden-weights", "hidden_delta")):
        shot, = film.shots_of(BACKPROP_STEPS.index(slug))
        most = int(np.abs(column_of(film, column)).argmax())
        turns = shot.player.turns
        assert turns.starts.argmin() == most > 0
        assert turns.lengths[most] == turns.lengths.max() > 3
        assert np.delete(turns.starts, turns.firsts).min() \
            >= turns.starts[most] + turns.lengths[most]
        assert re.search(rf"\b{most}\b.*(largest|most)", words_at(
            film, shot, turns.starts[most] + 0.3))


def test_what_should_say_more_comes_before_what_should_say_less(films):
    film = films["backprop"]
    shot, = film.shots_of(BACKPROP_STEPS.index("output-delta"))
    delta, turns = column_of(film, "output_delta"), shot.player.turns
    wanted, other = int(delta.argmin()), int(delta.argmax())
    assert (wanted, other) == turns.firsts == (4, 6)
    for digit, told in ((wanted, "more"), (other, "less")):
        words = words_at(film, shot, turns.starts[digit] + 1)
        assert f"Digit {digit}" in words and f"should say {told}" in words
        assert f"{delta[digit]:+.4f}" in words


def test_a_product_is_on_the_scale_of_its_factor_before_it_is_enlarged(films):
    film = films["backprop"]
    shot, = film.shots_of(BACKPROP_STEPS.index("hidden-delta"))
    player = shot.player
    error, _, delta = player.columns
    for seconds, times in ((player.turns.end + 1.4, 1), (shot.seconds, 14)):
        frame = drawn_at(film, shot, seconds)
        lengths = [abs(part.x_of(part.values.array[14]) - part.x_of(0))
                   for part in (error, delta)]
        assert lengths[1] / lengths[0] == pytest.approx(
            times * 0.1046802, rel=1e-4)  # the slope there
        notes = [one.text for one in frame.texts if one.opacity > 0
                 and "scale of its own" in one.text]
        assert notes == ["a scale of its own", "× 14, a scale of its own"][
            :1 + (times > 1)]
    assert wrong_lengths(frame)[0] == []


@pytest.mark.parametrize("name", ["backprop", "mistakes", "neurons"])
def test_an_act_looks_the_same_after_its_end_was_shown(films, name):
    """Each act is built from the end of the act before it."""
    before = None
    for shot in films[name].shots:
        act, stage = shot.player.act, shot.player.stage
        for seconds in (0.2, 0.5, 0.8, act.seconds / 2):
            new = type(shot.player)(act, stage, before)
            frames = []
            for player in (new, shot.player):
                player.show(seconds)
                frames.append(drawn(player.parts, width=480, height=270))
                shot.player.show(act.seconds)
            assert (frames[0] == frames[1]).all(), f"{act.title} {seconds}"
        before = shot.player


@pytest.mark.parametrize("name", ["forward", "neurons", "training"])
def test_a_new_title_slides_in_and_the_same_one_stays(films, name):
    film = films[name]
    for before, shot in zip((None, *film.shots), film.shots):
        titles = [next(one for one in drawn_at(
            film, shot, seconds, width=480, height=270).texts
            if one.part == "Caption") for seconds in (0.0, 0.2, 0.5)]
        places, faded = zip(*((one.left, one.opacity) for one in titles))
        new = before is not None and \
            before.player.act.title != shot.player.act.title
        assert faded[-1] == 1 and faded[0] >= 0.5  # to be read at once
        assert len(set(places)) == len(set(faded)) == (3 if new else 1)
        assert list(places) == sorted(places)


@pytest.mark.parametrize("name", CHECKED)
def test_every_text_can_be_read(films, name):
    film, own = films[name], own_shots(name, films[name])
    chosen = [*moments(film, 1.3), *entrances(film)]
    seen, texts = faults_over(film, [(shot, seconds)
                                     for shot, seconds in chosen
                                     if shot in own])
    assert seen == {}
    assert texts > 1000
