"""Acts of a window that slides: found at its first operation, planned alike."""

from dataclasses import dataclass

from network.trace import Operation, Span
from scenes.acts.act import Act, Found, Lit, Moment
from scenes.acts.first_stop import first_stop
from scenes.acts.schedule import HOLD, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.acts.sliding import Slide, slide
from scenes.acts.window_words import called
from scenes.reading.sliding_window import SlidingWindow
from scenes.reading.value_roles import Roles
from scenes.reading.window_parts import LAYOUTS
from scenes.reading.windows import sliding_windows, windows
from scenes.words.naming import in_a_row

CUT_OUT = 0.2  # of the first turn that is told: until then it is cut out


@dataclass(frozen=True, kw_only=True)
class WindowAct(Act):
    """A window slides.

    Attributes:
        window: what slides over what.
        slide: when it is where.
        told: the index of the map, or map of errors, that is told.
    """

    window: SlidingWindow
    slide: Slide
    told: int


def found_window(moment: Moment, kind: str) -> SlidingWindow | None:
    """The window of a kind that this moment is part of; as an act takes all
    of its operations, that is the first of them after what goes back is
    there."""
    number = moment.operation.number
    found = moment.roles.read(windows).get(number)
    if found is None or found.kind != kind or number < ready_at(found, moment.roles):
        return None
    return found


def ready_at(window: SlidingWindow, roles: Roles) -> int:
    """The number of the operation after that which makes what goes back, however
    it is laid out afterwards; 0 of a window that slides forward."""
    value = window.values.get("errors")
    maker = roles.makers.maker(value) if value is not None else None
    while maker is not None and maker.function in LAYOUTS:
        maker = roles.makers.maker(maker.operands[0])
    if maker is None or maker.number in window.numbers:
        return 0
    return maker.number + 1


def _kept_for_later(window: SlidingWindow, roles: Roles) -> frozenset[int]:
    """What is found out while a pooling slides, to be used on the way back:
    where the largest of each window is."""
    if window.kind != "pooling":
        return frozenset()
    back = [
        one
        for one in roles.read(sliding_windows)
        if one.kind == "pooling gradient"
        and "picture" in one.values
        and one.values["picture"].identity == window.values["picture"].identity
    ]
    return frozenset(
        number
        for one in back
        for number in one.numbers
        if number < ready_at(one, roles)
    )


def planned_window(
    plan: type[WindowAct],
    moment: Moment,
    window: SlidingWindow,
    *,
    title: str,
    lead: str,
    outcome: str,
    step_name: str,
) -> Found:
    """The plan of a window, with all operations that it shows."""
    stop = first_stop(window)
    slid = slide(window.positions, stop.position)
    step = moment.trace.steps[window.step]
    result = window.map
    mark = _marked(window, step.span)
    act = plan(
        operations=tuple(
            one
            for one in window.operations
            if one.number >= ready_at(window, moment.roles)
        )[:1],
        operands=tuple(
            window.values[role]
            for role in ("picture", "original", "kernels", "errors", "bias")
            if role in window.values
        ),
        result=result,
        result_name=called(result),
        seconds=tenths(slid.turns.end + HOLD),
        title=title,
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=slid.turns.end,
        mark=mark.span if mark else None,
        shapes=shapes_of(mark) if mark else "",
        lit=_lit(moment, window, slid),
        step_name=step_name,
        turns=slid.turns,
        window=window,
        slide=slid,
        told=stop.map,
    )
    numbers = window.numbers | _kept_for_later(window, moment.roles)
    return Found(act, numbers, None if step is moment.step else step)


def _marked(window: SlidingWindow, statement: Span) -> Operation | None:
    """The last operation of the statement that fills the map, at its first
    position, that is no writing."""
    marked = None
    for operation in window.operations:
        if operation.step != window.step:
            if marked:
                break
            continue
        if operation.function != "setitem":
            marked = operation
    return marked


def _lit(moment: Moment, window: SlidingWindow, slide: Slide) -> tuple[Lit, ...]:
    """First the statement that cuts the window out, if it is one of its own,
    then the one that fills the map."""
    fills = moment.trace.steps[window.step]
    for operation in window.operations:
        step = moment.trace.steps[operation.step]
        if step.number >= fills.number:
            return ()
        is_beside = (step.function, step.parent) == (fills.function, fills.parent)
        if is_beside and operation.function == "getitem":
            first = slide.first_turn
            start, length = slide.turns.starts[first], slide.turns.lengths[first]
            mark = _marked(window, fills.span)
            return (
                Lit(0.0, step.span, operation.span, shapes_of(operation)),
                Lit(
                    float(start + CUT_OUT * length),
                    fills.span,
                    mark.span if mark else None,
                    shapes_of(mark) if mark else "",
                ),
            )
    return ()
