"""The film of one digit on its way through the network."""

from network.default_trace import default_trace
from scenes.replay import ReplayScene


class Forward(ReplayScene):
    """An image comes in, a digit comes out."""

    def default_trace(self):
        return default_trace()
