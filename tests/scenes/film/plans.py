"""The plan of a film as text: of each act all that it shows and when, but no words."""

import hashlib
from dataclasses import fields, is_dataclass

from scenes.film.cues import cues
from scenes.stage.values import Values
from tests.scenes.reading.test_what_is_found import MANY, described

_IN_WORDS = {"title", "lead", "caption", "outcome", "step_name", "shapes"}
_TOLD_APART = {
    *("seconds", "haste", "outcome_at", "mark", "operations", "operands"),
    *("result", "result_name", "lit", "turns"),
}
_LETTERS = 6  # that change with what is found, which is kept in tests/scenes/reading


def plan_of(film):
    """Lines: of each step its slug, its name, its function and statement and what it
    stands in; of each of its acts kind, start + seconds, from when on its outcome is
    there, mark, operations, operands and result, and below what its kind has."""
    lines = []
    for index, step in enumerate(film.steps):
        lines.append(head_of(step))
        for shot in film.shots_of(index):
            lines += [f"  {line}" for line in _shot(shot)]
    return lines


def head_of(step):
    """A line of a step."""
    where = _span(step.statement)
    return " | ".join([step.slug, step.name, f"{step.function} {where}", *step.within])


def _shot(shot):
    act = shot.act
    numbers = ",".join(f"{one.number}" for one in act.operations)
    haste = f" of {act.seconds:g}" if act.haste != 1 else ""
    yield (
        f"{act.kind} {shot.start:g}+{shot.seconds:g}{haste}, {act.outcome_at:.2f}, "
        f"{_span(act.mark)} [{numbers}] {' '.join(map(described, act.operands))} = "
        f"{act.result_name} {act.result and described(act.result)}"
    )
    if act.turns is not None:
        times = zip(act.turns.starts, act.turns.lengths)
        turns = [f"{start:.2f}+{length:.2f}" for start, length in times]
        yield f"  turns {_short(turns)} {act.turns.firsts} {act.turns.together}"
    for one in act.lit:
        yield f"  lit {one.second:.2f} {_span(one.statement)} {_span(one.mark)}"
    if others := own_of(act):
        yield f"  {others}"
    if len(shot.places) > 1 or shot.places[0][1] != shot.place_before:
        yield f"  places {' '.join(map(_place, shot.places))}"


def own_of(act):
    """What the kind of an act has besides."""
    return ", ".join(
        f"{field.name}={_own(getattr(act, field.name))}"
        for field in fields(act)
        if field.name not in _IN_WORDS | _TOLD_APART
        and getattr(act, field.name) not in (None, ())
    )


def _short(row):
    """A row of texts, of a long one the first two and the last one."""
    if len(row) > 3:
        row = [*row[:2], f"{len(row) - 3} more", row[-1]]
    return " ".join(row)


def _own(thing):
    """What a plan has besides; of what readings have found a few letters."""
    if is_dataclass(thing) and type(thing).__module__.startswith("scenes.reading"):
        text = described(thing).encode()
        return f"{type(thing).__name__} {hashlib.sha256(text).hexdigest()[:_LETTERS]}"
    if isinstance(thing, Values):
        return described(thing.array)
    if isinstance(thing, tuple) and len(thing) <= MANY:
        return f"({' '.join(map(_own, thing))})"
    return described(thing)


def _place(timed):
    second, place = timed
    wire = f" {place.wire}" if place.wire else ""
    return f"{second:.2f}: {place.layer:g}{' back' * place.is_back}{wire}"


def _span(span):
    if span is None:
        return "-"
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


def words_of(film):
    """Lines of what each act says: title and name of its step, shapes, caption."""
    for shot in film.shots:
        act = shot.act
        title = f"{act.title} [{act.step_name}]" if act.step_name else act.title
        yield " | ".join(filter(None, (title, act.shapes, act.caption)))
        if act.lead not in act.caption:
            yield f"  first: {act.lead}"


def cues_in(film, code):
    """A line for the captions in a language: of each when it ends, and how long its
    lines are; from when on it stands, where that is later than the end before."""
    told, until = [], 0
    for cue in cues(film, code):
        start = "" if cue.start == until else f"{cue.start}-"
        told.append(f"{start}{cue.end} {'/'.join(str(len(one)) for one in cue.lines)}")
        until = cue.end
    return f"cues {code} {', '.join(told)}"
