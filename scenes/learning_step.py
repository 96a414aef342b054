"""The film of one whole learning step, and of what it changed."""

from network.default_trace import lesson_trace
from scenes.comparison_plans import before_and_after
from scenes.lesson_plans import with_lesson, with_opening
from scenes.replay import ReplayScene
from scenes.storyboard import film_steps


class LearningStep(ReplayScene):
    """Forward, back, and the same image once more."""

    def default_trace(self):
        return lesson_trace()

    def tell(self, trace):
        told = before_and_after(film_steps(trace), "output_neurons")
        return with_lesson(trace, with_opening(trace, told))
