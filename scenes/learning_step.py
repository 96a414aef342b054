"""The film of one whole learning step, and of what it changed."""

from network.default_trace import lesson_trace
from scenes.replay import ReplayScene
from scenes.storyboard import before_and_after


class LearningStep(ReplayScene):
    """Forward, back, and the same image once more."""

    def default_trace(self):
        return lesson_trace()

    def choose(self, trace, steps):
        return before_and_after(steps, "output_neurons")
