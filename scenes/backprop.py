"""The film of how a network learns: from the right answer back to its weights."""

from network.runs.default_traces import default_trace
from scenes.film.learning_frame import with_ending, with_right_answer
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps, from_operation
from scenes.reading.backward_pass import backward_pass
from scenes.reading.film_error import FilmError
from scenes.reading.value_roles import roles_of


class Backprop(ReplayScene):
    """From the right answer to the last update, in the order of the code."""

    def default_trace(self):
        return default_trace(learn=True)

    def steps(self, trace):
        found = roles_of(trace).read(backward_pass)
        if found is None:
            raise FilmError(
                "expected a trace that goes back from the right answer to the "
                f"gradients of weights, but {trace.call} goes only forward; record "
                "a call that learns (python -m network trace --learn LABEL)"
            )
        steps = from_operation(film_steps(trace), found.begins.number)
        return with_ending(with_right_answer(trace, steps))
