"""The film of a digit that is read wrong, beside one that is read right."""

from network.runs.default_traces import mistake_trace
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps
from scenes.acts.plan_twins import twin_steps


class Mistakes(ReplayScene):
    """Side by side to where the two part ways, and the step that mends it."""

    def default_trace(self):
        return mistake_trace()

    def tell(self, trace):
        return twin_steps(trace, film_steps(trace))
