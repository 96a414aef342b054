"""What is said where an array keeps only some places along its axes, or all."""

from network.trace import Operation
from scenes.arrays.shapes import shape_note
from scenes.reading.cells_moved import Moved
from scenes.reading.kept_places import kept_places
from scenes.reading.laid_anew import keeps_cells
from scenes.words.naming import said


def kept(operation: Operation) -> str:
    """Which rows, columns and other places stay, of a slice."""
    before, after = operation.operands[0].shape, operation.result.shape
    return said(
        "{kept} stay: {before} becomes {after}.",
        "留下{kept}：{before} 变成 {after}。",
        kept=said(", ", "，").join(
            _places(len(before), axis, places)
            for axis, places in kept_places(operation).items()
        ),
        before=shape_note(before),
        after=shape_note(after),
    )


def _places(rank: int, axis: int, places: range) -> str:
    """ "rows 1, 3 … 11", "columns 0 to 7", "place 2 along axis 0"."""
    one, many, chinese = {
        rank - 1: ("column", "columns", "列"),
        rank - 2: ("row", "rows", "行"),
    }.get(axis, ("place", "places", "处"))
    first, last = places[0], places[-1]
    along = (
        said("", "")
        if axis >= rank - 2
        else said(" along axis {axis}", "（轴 {axis}）", axis=axis)
    )
    if len(places) == 1:
        listed = str(first)
    elif places.step == 1:
        listed = said("{first} to {last}", "{first} 到 {last}", first=first, last=last)
    else:
        few = len(places) <= 3
        listed = (
            ", ".join(map(str, places)) if few else f"{first}, {places[1]} … {last}"
        )
    return said(
        "{word} {listed}{along}",
        "第 {listed} {line}{along}",
        word=one if len(places) == 1 else many,
        line=chinese,
        listed=listed,
        along=along,
    )


def is_as_it_was(moved: Moved) -> bool:
    """Whether what comes out is what went in, shape and all."""
    return (
        all(map(keeps_cells, moved.operations))
        and moved.sources[0].shape == moved.results[0].shape
    )


def as_it_was(moved: Moved) -> tuple[str, str]:
    """(why nothing moves in short, and in a sentence)."""
    shape = shape_note(moved.results[0].shape)
    if moved.operations[0].function == "pad":
        return (
            said("a border 0 wide", "边框宽为 0"),
            said(
                "The border is 0 wide: {shape} stays {shape}.",
                "边框宽为 0：{shape} 仍是 {shape}。",
                shape=shape,
            ),
        )
    return (
        said("the shape it has", "形状不变"),
        said(
            "It is {shape} already: every cell stays where it is.",
            "它已经是 {shape}：每格原位不动。",
            shape=shape,
        ),
    )
