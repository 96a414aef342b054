"""The film of one digit on its way through the network."""

from network.runs.default_traces import default_trace
from scenes.acts.plan_opening import with_opening
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps
from scenes.words import said
from scenes.words.film_titles import FILMS


class Forward(ReplayScene):
    """An image comes in, a digit comes out."""

    def default_trace(self):
        return default_trace()

    def tell(self, trace):
        return with_opening(trace, film_steps(trace),
                            said(*FILMS["forward"]))
