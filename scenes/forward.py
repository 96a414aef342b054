"""The film of one digit on its way through the network."""

from network.runs.default_traces import default_trace
from network.trace import Trace
from scenes.acts.film_step import FilmStep
from scenes.acts.opening import opening
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps
from scenes.reading.layer_counts import layers_of
from scenes.words.film_titles import film_title

SLUG = "network"  # of the step before all others


class Forward(ReplayScene):
    """An image comes in, a digit comes out."""

    def default_trace(self):
        return default_trace()

    def steps(self, trace):
        return with_opening(trace, film_steps(trace), film_title("forward", trace))


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
    act = opening(picture, counts, title)
    return (FilmStep(SLUG, act.step_name, steps[0].function, None, (act,)), *steps)
