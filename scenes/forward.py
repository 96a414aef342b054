"""The film of one digit on its way through the network."""

from network.runs.default_traces import default_trace
from network.trace import Trace
from scenes.acts.closing import closing
from scenes.acts.film_step import FilmStep
from scenes.acts.opening import opening
from scenes.acts.pick import PickAct
from scenes.film.learning_frame import with_last
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps
from scenes.reading.film_error import FilmError
from scenes.reading.forward_pass import forward_pass
from scenes.reading.layer_counts import layers_of
from scenes.reading.value_roles import of_digits
from scenes.words.film_titles import film_title, title_after

SLUG = "network"  # of the step before all others
LAST_SLUG = "the-answer"


class Forward(ReplayScene):
    """An image comes in, a digit comes out."""

    surprise = "network", "hidden-pre-sigmoid", "detected"

    def default_trace(self):
        return default_trace()

    def steps(self, trace):
        steps = with_opening(trace, film_steps(trace), film_title("forward", trace))
        return with_closing(trace, steps)


def with_opening(
    trace: Trace, steps: tuple[FilmStep, ...], title: str
) -> tuple[FilmStep, ...]:
    """The steps of a film, before them a map of the network if a picture
    goes through layers of weights.

    Args:
        trace: that they are of.
        title: what the film is called.
    """
    picture, counts = layers_of(trace)
    if picture is None or SLUG in (step.slug for step in steps):
        return steps
    act = opening(picture, counts, title, is_digit=of_digits(trace))
    return (FilmStep(SLUG, act.step_name, steps[0].function, None, (act,)), *steps)


def with_closing(trace: Trace, steps: tuple[FilmStep, ...]) -> tuple[FilmStep, ...]:
    """The steps of a film, and at last the map of its network once more, if
    they end with the answer for one picture.

    Args:
        trace: that they are of.
    """
    picture, _ = layers_of(trace)
    if picture is None or not isinstance(steps[-1].acts[-1], PickAct):
        return steps
    try:
        run = forward_pass(trace)
    except FilmError:
        return steps
    following = title_after("forward") if of_digits(trace) else ""
    act = closing(picture, run, following)
    if act is None or act.result is not steps[-1].acts[-1].result:
        return steps
    return with_last(steps, LAST_SLUG, act)
