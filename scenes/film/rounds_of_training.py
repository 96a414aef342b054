"""The steps of the film of a trace in which a network trains."""

import numpy as np

from network.trace import Step, Trace
from scenes.acts import rounds_learnt_words as words
from scenes.acts.film_step import FilmStep
from scenes.acts.rounds_learnt import RoundsLearntAct, rounds_learnt
from scenes.reading.film_error import FilmError
from scenes.reading.makers import key_of
from scenes.reading.roles_once import known_roles
from scenes.reading.training_rounds import Adjusted, Training, training_rounds
from scenes.words.naming import said

FEWEST_FOR_FIRST = 4  # rounds of a training whose first is shown on its own
EARLY, SIGHTS = 10, 48  # rounds that are shown one by one, and sights of all
ROUNDS, CHANGES = 24.0, 16.0  # seconds of the rounds, and of what they changed
FIRST = 2.0


def rounds_steps(trace: Trace) -> tuple[FilmStep, ...]:
    """The steps of the film of a training.

    Raises:
        FilmError: the trace holds none.
    """
    found = known_roles(trace).read(training_rounds)
    if isinstance(found, Adjusted):
        raise FilmError(
            "expected a trace in which a network learns over at least 2 rounds, but "
            f"{trace.call} {_instead(found)}; record several rounds (matreel record "
            "--rounds 20 train.py), or film this one with forward"
        )
    return tuple(_steps(trace, found))


def _instead(found: Adjusted) -> str:
    names = ", ".join(found.names[:4]) + (", ..." if len(found.names) > 4 else "")
    if not found.times:
        return "adjusts no weights by what it computes with them"
    if found.times == 1:
        return f"adjusts {names} only once"
    return f"adjusts {names}, but never all of them in turn"


def _steps(trace: Trace, training: Training):
    total = len(training)
    sights = _sights(total)
    yield _step(
        trace,
        training,
        "before-the-first-round",
        rounds_learnt(
            training,
            (0,),
            title=words.start_title(),
            lead=words.numbers_learnt(training),
            step_name=said("the start", "开始"),
        ),
    )
    if total >= FEWEST_FOR_FIRST:
        yield _step(
            trace,
            training,
            "one-round",
            rounds_learnt(
                training,
                (0, 1),
                title=words.first_title(),
                lead=words.first_lead(),
                outcome=_changed(training, 1),
                step_name=said("one round", "一轮"),
                longest=FIRST,
                is_change=True,
            ),
        )
    yield _step(
        trace,
        training,
        "rounds",
        rounds_learnt(
            training,
            sights,
            title=words.rounds_title(training, 0, total),
            lead=words.rounds_lead(),
            outcome=words.course_words(training, 1, total),
            step_name=said("all rounds", "全部轮次"),
            longest=ROUNDS,
        ),
    )
    yield _step(
        trace,
        training,
        "trained",
        rounds_learnt(
            training,
            (total,),
            title=words.last_title(),
            lead=words.last_lead(training),
            step_name=said("trained", "训练完成"),
        ),
    )
    yield _step(
        trace,
        training,
        "what-changed",
        rounds_learnt(
            training,
            sights,
            title=words.changed_title(),
            lead=words.changed_lead(),
            outcome=_changed(training, total),
            step_name=said("what changed", "改变量"),
            longest=CHANGES,
            is_change=True,
        ),
    )


def _changed(training: Training, until: int) -> str:
    return words.most_changed(words.largest_change(training.parameters, until))


def _sights(total: int) -> tuple[int, ...]:
    """After how many rounds the parameters are shown: the first ones each,
    then fewer and fewer."""
    if total <= SIGHTS:
        return tuple(range(total + 1))
    later = np.geomspace(EARLY, total, SIGHTS - EARLY)
    return tuple(sorted({*range(EARLY), *np.rint(later).astype(int).tolist()}))


def _step(
    trace: Trace, training: Training, slug: str, act: RoundsLearntAct
) -> FilmStep:
    """A step; where something is learnt, the statement that does it is lit."""
    statement = _adjusting(trace, training)
    is_lit = len(act.rounds) > 1
    return FilmStep(
        slug,
        act.step_name,
        statement.function,
        statement.span if is_lit else None,
        (act,),
    )


def _adjusting(trace: Trace, training: Training) -> Step:
    """The statement of the loop in whose course a parameter is first adjusted."""
    adjusted = next(
        key_of(after)
        for before, after, *_ in (one.values for one in training.parameters)
        if key_of(after) != key_of(before)
    )
    own = next(
        step
        for step in trace.steps[training.loop.passes[0].first :]
        for operation in step.operations
        for value in operation.results
        if key_of(value) == adjusted
    )
    at = own
    while at.function != training.loop.function and at.parent is not None:
        at = trace.steps[at.parent]
    return at if at.function == training.loop.function else own
