"""The film of one whole learning step, and of what it changed."""

from network.runs.default_traces import lesson_trace
from scenes.acts.plan_comparison import before_and_after
from scenes.acts.plan_lessons import with_lesson, with_opening
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps


class LearningStep(ReplayScene):
    """Forward, back, and the same image once more."""

    def default_trace(self):
        return lesson_trace()

    def tell(self, trace):
        told = before_and_after(film_steps(trace), "output_neurons")
        return with_lesson(trace, with_opening(trace, told))
