"""The film of how a network learns: from the right answer back to its weights."""

from network.runs.default_traces import default_trace
from network.trace import Trace, Value
from scenes.acts.act import Act
from scenes.acts.blame import BlameAct, blame
from scenes.acts.combine import CombineAct
from scenes.acts.film_step import FilmStep
from scenes.acts.one_weight import OneWeightAct, one_weight
from scenes.acts.stamp import StampAct
from scenes.acts.table import TableAct
from scenes.acts.turned import TurnedAct
from scenes.acts.update import UpdateAct
from scenes.film.learning_frame import (
    with_ending,
    with_glow,
    with_quick_updates,
    with_right_answer,
)
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps, from_operation
from scenes.reading.backward_pass import backward_pass
from scenes.reading.film_error import FilmError
from scenes.reading.layer_counts import layers_of
from scenes.reading.makers import is_same
from scenes.reading.value_roles import Roles, of_digits, roles_of
from scenes.words.film_titles import title_after

BLAME_SLUG, WEIGHT_SLUG = "error-flows-back", "one-weight"


class Backprop(ReplayScene):
    """From the right answer to the last update, in the order of the code."""

    surprise = "expected-output", "input-to-hidden-adjustment", "what-changed"

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
        steps = with_quick_updates(with_right_answer(trace, steps))
        told = with_one_weight(trace, steps)
        told = with_blame(trace, told)
        following = title_after("backprop") if of_digits(trace) else ""
        return with_glow(trace, with_ending(told), following)


def with_one_weight(trace: Trace, steps: tuple[FilmStep, ...]) -> tuple[FilmStep, ...]:
    """The steps, and before that which changes the weights into the outputs one
    that moves a single one of them.

    Args:
        steps: unchanged where the outputs are no sigmoids, or their errors are
            not output - target: then the loss is another.
    """
    acts = [(place, act) for place, step in enumerate(steps) for act in step.acts]
    for place, update in acts:
        if not isinstance(update, UpdateAct) or update.gradient is None:
            continue
        pushes = (
            act
            for _, act in acts
            if isinstance(act, TableAct) and _is_of(act.result, update.gradient)
        )
        for push in pushes:
            act = _one_weight(roles_of(trace), [one for _, one in acts], push, update)
            if act is not None:
                return _put_in(steps, place, WEIGHT_SLUG, act)
    return steps


def _one_weight(
    roles: Roles, acts: list[Act], push: TableAct, update: UpdateAct
) -> OneWeightAct | None:
    """The plan, if the errors that the push is of are output - target."""
    for act in acts:
        if (
            not isinstance(act, CombineAct)
            or act.operations[0].function != "subtract"
            or not _is_of(act.result, push.operands[0])
            or not roles.is_target(act.operands[1])
        ):
            continue
        outputs, wanted = act.operands
        curve = roles.functions.get(outputs.identity)
        if curve is None or not curve.is_sigmoid or push.result is None:
            return None
        return one_weight(
            update.operands[0],
            neurons=push.source,
            sums=curve.argument,
            outputs=outputs,
            wanted=wanted,
            push=push.result,
            change=update.operands[1],
            sign=update.sign,
        )
    return None


def _is_of(value: Value | None, other: Value) -> bool:
    return value is not None and is_same(value, other)


def with_blame(trace: Trace, steps: tuple[FilmStep, ...]) -> tuple[FilmStep, ...]:
    """The steps, and before that in which the pixels come in one that shows
    the error's whole way back on the map of the network.

    Args:
        steps: unchanged where they do not go back so: through weights turned
            over, the slope of a curve and the picture.
    """
    picture, counts = layers_of(trace)
    acts = [(place, act) for place, step in enumerate(steps) for act in step.acts]
    sent = [act for _, act in acts if isinstance(act, TurnedAct)]
    stamped = [(place, act) for place, act in acts if isinstance(act, StampAct)]
    if not sent or not stamped or picture is None or len(counts) != 3:
        return steps
    (first, *_), (place, stamp) = sent, stamped[0]
    for let_through in (act for step in steps[:place] for act in step.acts):
        if _lets_through(let_through, first, stamp):
            act = _blame(picture, first, let_through, stamp)
            return steps if act is None else _put_in(steps, place, BLAME_SLUG, act)
    return steps


def _lets_through(act: Act, sent: TurnedAct, stamp: StampAct) -> bool:
    """Whether an act takes what was sent back times the slope, and the stamp
    what comes through."""
    return (
        isinstance(act, CombineAct)
        and act.operations[0].function == "multiply"
        and _is_of(sent.result, act.operands[0])
        and _is_of(act.result, stamp.operands[0])
    )


def _blame(
    picture: Value, sent: TurnedAct, let_through: Act, stamp: StampAct
) -> BlameAct | None:
    assert sent.result and let_through.result and stamp.result
    return blame(
        picture,
        matrix=sent.matrix,
        wrong=sent.product.column,
        back=sent.result,
        slope=let_through.operands[1],
        through=let_through.result,
        push=stamp.result,
    )


def _put_in(
    steps: tuple[FilmStep, ...], place: int, slug: str, act: Act
) -> tuple[FilmStep, ...]:
    """The steps with one more before a place; the statement before stays lit."""
    at = steps[place - 1]
    step = FilmStep(slug, act.step_name, at.function, at.statement, (act,), at.within)
    return (*steps[:place], step, *steps[place:])
