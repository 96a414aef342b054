"""The film of one digit on its way through neurons joined by weights."""

from network.default_trace import default_trace
from scenes.neuron_plans import neuron_steps
from scenes.replay import ReplayScene


class Neurons(ReplayScene):
    """The layers as neurons, some left out; each line is a weight."""

    def default_trace(self):
        return default_trace()

    def tell(self, trace):
        return neuron_steps(trace)
