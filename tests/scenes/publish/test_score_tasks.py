"""A step of a film as a piece of its score, made by a task."""

from scenes.publish.score_tasks import step_score
from scenes.score.moments import FORMAT, RATE, piece_of
from tests.scenes.score.shown import shown


def test_a_step_is_told_moment_by_moment(digit_film):
    """What stands at each frame is what the film's parts draw then."""
    piece, grids = step_score(digit_film, 6)
    shots = digit_film.shots_of(6)
    assert piece["format"] == FORMAT
    assert piece["first"] == round(shots[0].start * RATE)
    assert piece["frames"] == round(sum(shot.seconds for shot in shots) * RATE)
    assert set(piece["grids"]) == set(grids)
    starts = [frame for frame, _ in piece["moments"]]
    assert starts == sorted(set(starts)) and starts[0] == 0
    last = (shots[-1], shots[-1].seconds - 1 / RATE)
    alone, _ = piece_of(shown(digit_film, [last]))

    def texts(one, looks):
        return [
            one["marks"][number][:5]
            for look in looks
            for number in one["looks"][look]
            if one["marks"][number][0] == 3
        ]

    assert texts(piece, piece["moments"][-1][1]) == texts(alone, alone["moments"][0][1])
