"""What kind of line a fault stands in: reading, planners, words; players apart.

    reading     scenes/reading, scenes/arrays
    planners    of scenes/acts and scenes/film: what a film's plan comes from, that
                is what `recognise` of an act or a film's own steps lead to by name
    words       scenes/words, modules called *_words, what is `said` in both
                languages in others
    players     what is left of scenes/acts: parts and where they stand and move
    measures    numbers that a module of acts or films gives a name: how many
                pixels or seconds were found to look well

Anything else goes by the name of its room.
"""

import ast
from functools import cache
from pathlib import Path

from tests.mutants.faults import ROOT

READING, PLANNERS, WORDS = "reading", "planners", "words"
PLAYERS, MEASURES = "players", "measures"
_SAYING = {"turn_words", "words"}

Unit = tuple[str, str]  # a module's path and what it defines at its left margin


def kind_of(module: str, scope: str, line: int) -> str:
    """The kind of a place.

    Args:
        module: its path from the root.
        scope: the function or method, "Class.f", or "" outside.
    """
    room = Path(module).parent.as_posix()
    if room in ("scenes/reading", "scenes/arrays"):
        return READING
    if room == "scenes/words" or module.endswith("_words.py"):
        return WORDS
    if room not in ("scenes/acts", "scenes/film"):
        return room
    unit = _unit_at(module, line)
    if unit is not None and _is_measure(unit):
        return MEASURES
    if scope.split(".")[-1] in _SAYING or _is_said(module, line):
        return WORDS
    if room == "scenes/film" or unit is None:
        return PLANNERS
    return PLANNERS if (module, _name(unit)) in _of_plans() else PLAYERS


def _unit_at(module: str, line: int) -> ast.stmt | None:
    return next(
        (
            one
            for one in _tree(module).body
            if _first_line(one) <= line <= (one.end_lineno or one.lineno)
        ),
        None,
    )


def _first_line(unit: ast.stmt) -> int:
    decorators = getattr(unit, "decorator_list", [])
    return min([unit.lineno, *(one.lineno for one in decorators)])


def _is_measure(unit: ast.stmt) -> bool:
    """Whether it gives names to numbers."""
    return isinstance(unit, ast.Assign) and all(
        isinstance(
            one,
            (ast.Constant, ast.Tuple, ast.BinOp, ast.UnaryOp, ast.operator)
            + (ast.unaryop, ast.Name, ast.expr_context),
        )
        and not isinstance(getattr(one, "value", None), str)
        for one in ast.walk(unit.value)
    )


def _is_said(module: str, line: int) -> bool:
    return any(
        isinstance(one, ast.Call)
        and isinstance(one.func, ast.Name)
        and one.func.id == "said"
        and one.lineno <= line <= (one.end_lineno or one.lineno)
        for one in ast.walk(_tree(module))
    )


@cache
def _of_plans() -> frozenset[Unit]:
    """All that plans of films come from, in the modules of acts and films."""
    units = {
        (module, name): unit
        for module in _modules()
        for unit in _tree(module).body
        for name in _names(unit)
    }
    waiting = [
        (module, name)
        for module, name in units
        if name == "recognise" or not module.startswith("scenes/acts/")
    ]
    reached: set[Unit] = set()
    while waiting:
        unit = waiting.pop()
        if unit in reached or _is_of_parts(units[unit]):
            continue
        reached.add(unit)
        waiting += [one for one in _asked(unit[0], units[unit]) if one in units]
    return frozenset(reached)


def _is_of_parts(unit: ast.stmt) -> bool:
    """Whether it is a class that is no plan, or lists one with its player."""
    if isinstance(unit, ast.ClassDef):
        decorated = {
            one.id
            for decorator in unit.decorator_list
            for one in ast.walk(decorator)
            if isinstance(one, ast.Name)
        }
        bases = {one.id for one in unit.bases if isinstance(one, ast.Name)}
        return "dataclass" not in decorated and not bases & {"NamedTuple", "Enum"}
    return "KIND" in _names(unit)


def _asked(module: str, unit: ast.stmt) -> set[Unit]:
    """What of the project a unit speaks of."""
    imported = _imported(module)
    asked: set[Unit] = set()
    for node in ast.walk(unit):
        if isinstance(node, ast.Name):
            asked.add(imported.get(node.id, (module, node.id)))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            place, name = imported.get(node.value.id, ("", ""))
            asked.add((f"{place.removesuffix('.py')}/{name}.py", node.attr))
            asked.add((f"{place.removesuffix('/__init__.py')}/{name}.py", node.attr))
    return asked


@cache
def _imported(module: str) -> dict[str, Unit]:
    """Name -> where it is defined, of what a module imports from the project."""
    found = {}
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module:
            place = node.module.replace(".", "/")
            place += ".py" if (ROOT / f"{place}.py").exists() else "/__init__.py"
            for one in node.names:
                found[one.asname or one.name] = (place, one.name)
    return found


def _names(unit: ast.stmt) -> list[str]:
    if isinstance(unit, (ast.FunctionDef, ast.ClassDef)):
        return [unit.name]
    targets = unit.targets if isinstance(unit, ast.Assign) else []
    if isinstance(unit, ast.AnnAssign):
        targets = [unit.target]
    return [
        one.id
        for target in targets
        for one in ast.walk(target)
        if isinstance(one, ast.Name)
    ]


def _name(unit: ast.stmt) -> str:
    return next(iter(_names(unit)), "")


def _modules() -> list[str]:
    """Of acts, of what puts them in time, and of the films themselves."""
    return [
        path.relative_to(ROOT).as_posix()
        for folder in ("scenes/acts", "scenes/film", "scenes")
        for path in sorted((ROOT / folder).glob("*.py"))
    ]


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))
