"""The film of how the network learns from one digit."""

from network.runs.default_traces import default_trace
from scenes.film.learning_frame import with_ending, with_right_answer
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps, from_step


class Backprop(ReplayScene):
    """From the right answer to the last update, in the order of the code."""

    def default_trace(self):
        return default_trace(learn=True)

    def steps(self, trace):
        return with_ending(with_right_answer(
            trace, from_step(film_steps(trace), "expected-output")))
