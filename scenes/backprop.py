"""The film of how the network learns from one digit."""

from network.runs.default_traces import default_trace
from scenes.acts.plan_lessons import with_ending, with_opening
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps, from_step


class Backprop(ReplayScene):
    """From the right answer to the last update, in the order of the code."""

    def default_trace(self):
        return default_trace(learn=True)

    def tell(self, trace):
        return with_ending(with_opening(
            trace, from_step(film_steps(trace), "expected-output")))
