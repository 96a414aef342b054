"""A part draws what it holds now, whatever Manim has made of it.

The oracle is a part made anew where the other one stood.
"""

import numpy as np
import pytest
from manim import (
    PI,
    RIGHT,
    Circle,
    Create,
    CyclicReplace,
    DrawBorderThenFill,
    FadeIn,
    FadeOut,
    FadeTransform,
    Group,
    GrowFromCenter,
    Indicate,
    LaggedStart,
    MoveToTarget,
    ReplacementTransform,
    Restore,
    Rotate,
    Square,
    Succession,
    Swap,
    Text,
    Transform,
    TransformFromCopy,
    Uncreate,
    Unwrite,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
    linear,
    tempconfig,
)

from scenes.stage.bars import Bars
from scenes.stage.camera import StageScene, drawn
from scenes.stage.curve import Curve
from scenes.stage.part import Box, PartError
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from tests.in_process import rendered, settings

OLD, NEW = np.array([[1.0, -2.0], [3.0, -4.0]]), np.array([[90.0, 80.0, -7.0]])
HERE, THERE = Box(200, 300, 500, 500), Box(1100, 200, 600, 400)


@pytest.fixture(autouse=True)
def texts_elsewhere(tmp_path):
    """Manim writes a file for each of its texts."""
    with tempconfig({"text_dir": str(tmp_path)}):
        yield


def old(box=HERE):
    return MatrixPlane(OLD, box, name="old", row_labels=("0", "1"))


def new(box=THERE):
    return MatrixPlane(NEW, box, name="new", note="a note")


def become(scene):
    part = old()
    scene.add(part)
    part.become(new())
    return [new()]


def become_and_stay(scene):
    part = old()
    scene.add(part)
    part.become(new(Box(0, 0, 500, 500)), match_center=True)
    return [new(HERE)]


def transform(scene):
    part = old()
    scene.play(Transform(part, new()))
    return [new()]


def transform_twice(scene):
    part = old()
    scene.play(Transform(part, new()))
    scene.play(Transform(part, old(THERE)))
    return [old(THERE)]


def replacement(scene):
    scene.play(ReplacementTransform(old(), new()))
    return [new()]


def fade_transform(scene):
    scene.play(FadeTransform(old(), new()))
    return [new()]


def from_copy(scene):
    part = old()
    scene.add(part)
    scene.play(TransformFromCopy(part, new()))
    return [old(), new()]


def animate(scene):
    part = old()
    scene.add(part)
    scene.play(part.animate.become(new()))
    return [new()]


def target(scene):
    part = old()
    part.generate_target()
    part.target.become(new())
    scene.play(MoveToTarget(part))
    return [new()]


def restore(scene):
    part = old()
    part.save_state()
    part.become(new())
    scene.play(Restore(part))
    return [old()]


def restore_at_once(scene):
    part = old()
    scene.add(part)
    part.save_state()
    part.become(new())
    part.restore()
    return [old()]


def redraw(scene):
    share = ValueTracker(0)
    part = always_redraw(lambda: new() if share.get_value() == 1 else old())
    scene.add(part)
    scene.play(share.animate.set_value(1))
    return [new()]


def updater(scene):
    part, share = old(), ValueTracker(0)
    part.add_updater(lambda part: part.become(new()) if share.get_value() else None)
    scene.add(part)
    scene.play(share.animate.set_value(1))
    return [new()]


def groups(scene):
    part = Group(old(), new())
    scene.play(Transform(part, Group(new(HERE), old(THERE))))
    return [new(HERE), old(THERE)]


def group_becomes(scene):
    part = Group(old(), new())
    scene.add(part)
    part.become(Group(new(HERE), old(THERE)))
    return [new(HERE), old(THERE)]


def group_redrawn(scene):
    share = ValueTracker(0)
    part = always_redraw(lambda: Group(new() if share.get_value() else old()))
    scene.add(part)
    scene.play(share.animate.set_value(1))
    return [new()]


def group_fades(scene):
    part = Group(old(), new())
    scene.play(FadeTransform(part, Group(old(THERE), new(HERE))))
    return [old(THERE), new(HERE)]


def group_pales(scene):
    part = Group(old(), new())
    scene.add(part)
    scene.play(part.animate.set_opacity(0.3))
    return [old().set_opacity(0.3), new().set_opacity(0.3)]


def larger_group(scene):
    part = Group(old())
    scene.play(Transform(part, Group(new(HERE), old(THERE))))
    return [new(HERE), old(THERE)]


def with_another(scene):
    part = old()
    scene.play(Transform(part, new(HERE).add(old(THERE))))
    return [new(HERE), old(THERE)]


def swap(scene):
    parts = old(), new(Box(1100, 300, 500, 500))
    scene.add(*parts)
    scene.play(Swap(*parts))
    return [old(Box(1100, 300, 500, 500)), new(HERE)]


def cycle(scene):
    parts = old(), new(Box(1100, 300, 500, 500))
    scene.add(*parts)
    scene.play(CyclicReplace(*parts))
    return [old(Box(1100, 300, 500, 500)), new(HERE)]


def copies(scene):
    part = old()
    other = part.copy()
    part.become(new())
    scene.add(part, other)
    return [new(), old()]


def values_set(scene):
    part = old(THERE)
    part.name_text, part.note, part.row_labels = "new", "a note", ()
    scene.add(part)
    scene.wait(0.1)
    part.values, part.color_scale = NEW, new().color_scale
    return [new()]


def what_else_changes(scene):
    """An animation leaves alone what both of its ends hold alike."""
    part = old()
    scene.add(part)
    share = ValueTracker(0)
    share.add_updater(lambda _: setattr(part, "note_below", "changed meanwhile"))
    scene.add(share)
    scene.play(part.animate.shift(RIGHT), share.animate.set_value(1))
    changed = old().shift(RIGHT)
    changed.note_below = "changed meanwhile"
    return [changed]


def indicate(scene):
    part = old()
    scene.add(part)
    scene.play(Indicate(part))
    scene.play(Rotate(part, 2 * PI))
    return [old()]


def in_turn(scene):
    parts = old(), new()
    scene.play(LaggedStart(*map(FadeIn, parts), lag_ratio=0.5))
    scene.play(Succession(FadeOut(parts[0]), GrowFromCenter(old())))
    return [new(), old()]


WAYS = [
    become,
    become_and_stay,
    transform,
    transform_twice,
    replacement,
    fade_transform,
    from_copy,
    animate,
    target,
    restore,
    restore_at_once,
    redraw,
    updater,
    groups,
    group_becomes,
    group_redrawn,
    group_fades,
    group_pales,
    larger_group,
    with_another,
    swap,
    cycle,
    copies,
    values_set,
    what_else_changes,
    indicate,
    in_turn,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_it_looks_like_one_made_anew(way):
    expected = []

    class Scene(StageScene):
        def construct(self):
            expected.extend(way(self))

    with settings():
        left = rendered(Scene).mobjects
        shown = drawn(left, width=640, height=360)
        oracle = drawn(expected, width=640, height=360)
    assert (oracle != oracle[0, 0]).any()
    assert np.array_equal(shown, oracle)


KINDS = {
    "bars": (
        Bars(np.array([1.0, -1.0]), HERE, name="old"),
        Bars(np.array([5.0, 2.0, -3.0]), THERE, name="new"),
    ),
    "rack": (
        Rack(np.ones((3, 4, 4)), HERE, name="old"),
        Rack(-np.ones((2, 2, 5)), THERE, name="new"),
    ),
    "curve": (
        Curve(np.arange(9.0), np.arange(9.0), HERE, title="old"),
        Curve(np.arange(5.0), np.arange(5.0) ** 2, THERE, title="new"),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_parts_of_every_kind_become_others(kind):
    one, other = KINDS[kind]
    with settings():
        oracle = drawn([other], width=640, height=360)
        part = one.copy().become(other)
        assert np.array_equal(drawn([part], width=640, height=360), oracle)
        part.become(one)
        assert np.array_equal(
            drawn([part], width=640, height=360), drawn([one], width=640, height=360)
        )
        assert np.array_equal(drawn([other], width=640, height=360), oracle)


def test_half_way_it_is_one_or_the_other():
    """No number is made up, in no frame."""
    shown = []

    class Scene(StageScene):
        def construct(self):
            part = old()
            self.add(part)
            self.add_updater(lambda _: shown.append(part.values.array))
            self.play(Transform(part, new()), run_time=1, rate_func=linear)

    rendered(Scene)
    assert len(shown) >= 10
    half = len(shown) // 2
    assert all(np.array_equal(one, OLD) for one in shown[: half - 1])
    assert all(np.array_equal(one, NEW) for one in shown[half + 1 :])


REFUSED = {
    "another part": (
        lambda: Transform(old(), KINDS["bars"][0]),
        "MatrixPlane cannot become a Bars",
    ),
    "a square": (
        lambda: Transform(old(), Square()),
        "MatrixPlane cannot become a Square",
    ),
    "from a circle": (
        lambda: ReplacementTransform(Circle(), old()),
        "a Circle cannot become a MatrixPlane",
    ),
    "from text": (
        lambda: Transform(Text("hi"), old()),
        "Text cannot become a MatrixPlane",
    ),
    "a group": (
        lambda: Transform(Group(old()), new()),
        "Group cannot become a MatrixPlane",
    ),
    "in a group": (
        lambda: Transform(Group(old()), Group(Square())),
        "MatrixPlane cannot become a Square",
    ),
    "by become": (lambda: old().become(Square()), "cannot become a Square"),
    "fill": (lambda: old().set_fill("#FF0000", 0.5), "set_opacity fades it"),
    "stroke": (lambda: old().set_stroke("#FF0000"), "set_color outlines it"),
    "create": (lambda: Create(old()), "Create draws strokes, .* FadeIn"),
    "uncreate": (lambda: Uncreate(old()), "Uncreate draws strokes"),
    "write": (lambda: Write(old()), "Write draws strokes, .* FadeIn"),
    "unwrite": (lambda: Unwrite(old()), "Unwrite draws strokes"),
    "border": (lambda: DrawBorderThenFill(old()), "draws strokes"),
    "a vector": (lambda: MatrixPlane(np.arange(3.0), HERE), r"rows and col.*\(3,\)"),
    "no cells": (lambda: MatrixPlane(np.ones((0, 4)), HERE), r"columns.*\(0, 4\)"),
    "set": (lambda: setattr(old(), "values", np.ones((2, 2, 2))), "rows and columns"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_says_what_can(case):
    make, told = REFUSED[case]

    class Scene(StageScene):
        def construct(self):
            self.play(make())

    with pytest.raises(PartError, match=told) as raised:
        rendered(Scene)
    assert "\n" not in str(raised.value)


def test_shapes_of_manims_still_become_others():
    square = Square().become(Circle())
    assert np.array_equal(square.points, Circle().points)
    with pytest.raises(TypeError, match="Group"):
        VGroup(old())
