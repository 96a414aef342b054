"""Back through a norm as one act: shifts and stretches leave the gradient."""

import re

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.words.naming import code, language
from tests import normalised_gradients as ways
from tests.normalised_gradients import GAIN, GIVEN, D, X
from tests.told import act_in, kinds_of, player_of


@pytest.mark.parametrize(
    "call, before, after",
    [
        (ways.three_terms, [], []),
        (ways.by_variance_and_mean, [], []),
        (ways.node_by_node, [], []),
        (ways.root_mean_square, [], []),
        (ways.to_length_one, [], []),
        (ways.beside_the_root, [], []),
        (ways.in_one_line, ["cells_combine", "collapse", "collapse"], []),
    ],
)
def test_all_of_it_is_one_act(call, before, after):
    kinds = kinds_of(call, *GIVEN)
    assert kinds == ["normalise", *before, "normalise_back", *after]


@pytest.mark.parametrize("call", ways.NONE)
def test_what_is_none_is_told_in_parts(call):
    assert "normalise_back" not in kinds_of(call, *GIVEN)


def text_of(value):
    text = f"{value + 0.0:.2f}".replace("-", "−")
    return "0.00" if text == "−0.00" else text


@pytest.mark.parametrize(
    "spoken, call, title, lead, outcome",
    [
        (
            "en",
            ways.three_terms,
            "Back through the normalisation: the gradient of x",
            "Mean and spread were made of x, too: what would only shift or stretch a "
            "line is taken out of d, and the rest divided by the spread.",
            "Row 0: mean {0} → {1}, spread {2} → {3}.",
        ),
        (
            "zh",
            ways.by_variance_and_mean,
            "经归一化传回：x 的梯度",
            "均值和标准差也由 x 算出：先去掉 d 中只会平移或拉伸一条的部分，"
            "其余除以标准差。",
            "列 0：均值 {0} → {1}，标准差 {2} → {3}。",
        ),
        (
            "en",
            ways.to_length_one,
            "Back through the normalisation: the gradient of x",
            "The size of a line was made of x, too: what would only stretch the line "
            "is taken out of d, and the rest divided by that size.",
            "Row 0: length {4} → {5}.",
        ),
    ],
)
def test_what_is_said(spoken, call, title, lead, outcome):
    act = act_in(spoken, "normalise_back", call, *GIVEN)
    result = call(*map(np.copy, GIVEN))
    of = (slice(None), 0) if call is ways.by_variance_and_mean else 0
    before, after = D[of], result[of]
    measures = (np.mean, np.std, np.linalg.norm)
    numbers = [text_of(measure(one)) for measure in measures for one in (before, after)]
    assert (act.title, act.lead) == (title, lead)
    assert act.outcome == outcome.format(*numbers)
    assert act.caption.endswith(act.outcome)


def test_the_first_row_is_told_with_its_numbers():
    player = player_of("normalise_back", ways.three_terms, *GIVEN)
    seconds = (1.5, 3.0, 5.0, 7.0, 9.0, 11.0)
    begins, gained, shifted, stretched, divided, others = map(player.words, seconds)
    assert begins == "Row 0: its 4 numbers on a line."
    assert gained == "× gain first, as on the way there."
    dn = (D * GAIN)[0]
    spread = np.sqrt(X[0].var() + 1e-5)
    normal = (X[0] - X[0].mean()) / spread
    said = [float(re.findall(r"-?\d+\.\d+", one.replace("−", "-"))[0])
            for one in (shifted, stretched, divided)]  # fmt: skip
    np.testing.assert_allclose(
        said, [dn.mean(), (dn * normal).mean(), spread], atol=0.005
    )
    assert "only shift" in shifted and "× normal: what would only stretch" in stretched
    assert others == "Then the other 4, each by numbers of its own."


def test_a_gain_at_the_end_is_told_at_the_end():
    player = player_of("normalise_back", ways.by_gradients_of_what_is_learned, *GIVEN)
    assert player.words(3.0).startswith("Minus the mean")
    spread = f"{np.sqrt(X[:, 0].var() + 1e-5):.2f}"
    assert player.words(7.0) == f"× gain, divided by the spread, {spread}."


def test_without_a_mean_none_is_taken_off():
    player = player_of("normalise_back", ways.root_mean_square, *GIVEN)
    told = [player.words(second) for second in np.arange(0, player.act.seconds, 0.5)]
    assert not any("mean," in one for one in told)
    assert any(one.startswith("Divided by the root mean square") for one in told)


def test_dots_are_the_numbers_on_their_way():
    player = player_of("normalise_back", ways.three_terms, *GIVEN)
    tracks = player.board.tracks
    dn = (D * GAIN)[0]
    normal = (X[0] - X[0].mean()) / np.sqrt(X[0].var() + 1e-5)
    straight = dn - dn.mean() - normal * (dn * normal).mean()
    stages = (D[0], dn, dn - dn.mean(), straight)
    for track, values in enumerate(stages):
        xs = tracks.dots(track)[:, 0]
        np.testing.assert_allclose(xs, tracks.x_of(track, values), atol=0.01)
    reached = []
    for second in np.arange(0, player.act.seconds, 0.2):
        player.show(second)
        reached.append(tracks.reached)
    assert reached == sorted(reached) and (reached[0], reached[-1]) == (0, 4)


def test_the_first_line_comes_before_the_others():
    player = player_of("normalise_back", ways.by_variance_and_mean, *GIVEN)
    result, (rows, columns) = player.board.result, X.shape

    def there():
        return np.arange(columns) < result.filled[:, None]

    player.show(5.0)
    assert not there().any()
    player.show(player.first_done + 0.5)
    expected = np.zeros((rows, columns), bool)
    expected[:, 0] = True
    np.testing.assert_array_equal(there(), expected)
    player.show(player.act.seconds)
    assert there().all()


def test_what_comes_back_stands_above_what_was_normalised():
    player = player_of("normalise_back", ways.three_terms, *GIVEN)
    shown = {part.name_text: part for part in player.parts if hasattr(part, "values")}
    np.testing.assert_array_equal(shown["d"].values.array, D)
    normal = (X - X.mean(1, keepdims=True)) / np.sqrt(X.var(1, keepdims=True) + 1e-5)
    np.testing.assert_allclose(shown["normal"].values.array, normal)
    np.testing.assert_array_equal(shown["gain"].values.array, [GAIN])
    assert shown["d"].box.bottom < shown["normal"].box.top


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.parametrize("shape", [(2, 3), (4, 50), (200, 30), (2, 3, 4)])
def test_every_size_can_be_shown(spoken, shape):
    rng = np.random.default_rng(1)
    given = *rng.normal(size=(2, *shape)), np.full(shape[-1], 0.5), np.ones(shape[-1])
    for call in (ways.three_terms, ways.to_length_one, ways.by_variance_and_mean):
        if call is not ways.three_terms and len(shape) > 2:
            continue
        with language(spoken):
            player = player_of("normalise_back", call, *given)
            for share in (0, 0.3, 0.6, 1):
                player.show(share * player.act.seconds)
                player.words(share * player.act.seconds)
                for part in player.parts:
                    assert part.box.bottom <= player.stage.bottom + 1
                    assert part.box.right <= player.stage.right + 1


def test_each_statement_is_lit_once():
    film = Film(record(ways.by_variance_and_mean, *GIVEN))
    (shot,) = (one for one in film.shots if one.player.act.kind == "normalise_back")
    lines = [one.statement.line for one in shot.player.act.lit]
    assert lines == [lines[0] + place for place in range(7)]


def test_one_row_has_no_others_to_wait_for():
    one, all_of_them = (
        act_in("en", "normalise_back", ways.three_terms, X[:rows], D[:rows], *GIVEN[2:])
        for rows in (1, len(X))
    )
    assert one.outcome_at == all_of_them.outcome_at
    assert all_of_them.seconds - one.seconds == pytest.approx(1.6)


def returned_at_once(x, d, gain, shift):
    out, (normal, spread) = ways.layer_norm(x, gain, shift)
    dn = d * gain
    along = {"axis": -1, "keepdims": True}
    return (dn - dn.mean(**along) - normal * (dn * normal).mean(**along)) / spread


def test_a_gradient_of_no_name_is_called_by_what_computes_it():
    act = act_in("en", "normalise_back", returned_at_once, *GIVEN)
    named = act_in("en", "normalise_back", ways.three_terms, *GIVEN)
    assert act.result_name == code(act.operations[-1].expression)
    assert act.result_name.endswith("/ spread") and named.result_name == "dx"


def with_a_shortcut(x, d, gain, shift):
    out, (normal, spread) = ways.layer_norm(x, gain, shift)
    dnormal = d * gain
    left = dnormal - dnormal.mean(axis=-1, keepdims=True)
    left -= normal * (dnormal * normal).mean(axis=-1, keepdims=True)
    dx = d + left / spread
    return dx


def test_what_is_added_to_in_its_statement_has_not_the_name_of_the_sum():
    assert act_in("en", "normalise_back", ways.three_terms, *GIVEN).result_name == "dx"
    act = act_in("en", "normalise_back", with_a_shortcut, *GIVEN)
    assert act.result_name == code("left / spread")
    np.testing.assert_allclose(
        D + act.result.array, ways.three_terms(*GIVEN) + D, atol=1e-12
    )
