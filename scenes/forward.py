"""The film of one digit on its way through the network."""

from network.default_trace import default_trace
from scenes.opening_plans import with_opening
from scenes.replay import ReplayScene
from scenes.storyboard import film_steps
from scenes.wording import said
from scenes.wording.films import FILMS


class Forward(ReplayScene):
    """An image comes in, a digit comes out."""

    def default_trace(self):
        return default_trace()

    def tell(self, trace):
        return with_opening(trace, film_steps(trace),
                            said(*FILMS["forward"]))
