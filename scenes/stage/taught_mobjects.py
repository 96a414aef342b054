"""What mobjects and animations of Manim's do with parts, or say that they cannot."""

from functools import wraps

from manim import Group, Mobject

from scenes.stage.manim_internals import DrawBorderThenFill, ShowPartial
from scenes.stage.part import Part, PartError


def teach_mobjects():
    """Let what cannot be done with parts be told in words for users."""
    plain = Mobject.align_data

    @wraps(plain)
    def align_data(self, mobject, skip_point_alignment=False):
        kinds = {type(one) for one in (self, mobject)}
        if len(kinds) > 1 and any(issubclass(kind, Part) for kind in kinds):
            raise PartError(
                f"a {type(self).__name__} cannot become a {type(mobject).__name__}: "
                "a part becomes only one of its own kind; FadeTransform, or FadeOut "
                "and FadeIn, lead from one to the other"
            )
        return plain(self, mobject, skip_point_alignment)

    Mobject.align_data = align_data
    Group.set_opacity = _set_opacity_of_each
    Group.interpolate_color = _keep_colors
    _refuse_parts(ShowPartial, "__init__")
    _refuse_parts(DrawBorderThenFill, "_typecheck_input")


def _set_opacity_of_each(group, opacity, family=True):
    """Set the opacity, 0..1, of all in a Group: Manim would set none."""
    for one in group.submobjects:
        one.set_opacity(opacity)
    return group


def _keep_colors(group, mobject1, mobject2, alpha):
    """A Group has no colour of its own: Manim would end there."""
    return group


def _refuse_parts(animation, name):
    """Let a method of an animation refuse parts, which have no strokes."""
    plain = getattr(animation, name)

    @wraps(plain)
    def refusing(self, mobject, *args, **kwargs):
        if isinstance(mobject, Part):
            raise PartError(
                f"{type(self).__name__} draws strokes, of which a "
                f"{type(mobject).__name__} has none; FadeIn and FadeOut show and "
                "hide it"
            )
        return plain(self, mobject, *args, **kwargs)

    setattr(animation, name, refusing)
