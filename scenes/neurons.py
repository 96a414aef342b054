"""The film of one digit on its way through neurons joined by weights."""

from network.runs.default_traces import default_trace
from scenes.acts.plan_neurons import neuron_steps
from scenes.film.replay import ReplayScene


class Neurons(ReplayScene):
    """The layers as neurons, some left out; each line is a weight."""

    def default_trace(self):
        return default_trace()

    def tell(self, trace):
        return neuron_steps(trace)
