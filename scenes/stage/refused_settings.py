"""What a render cannot do is said in one line, before it takes its time."""

from contextlib import contextmanager

import click
from manim import RendererType, config

from network.files.user_error import UserError
from scenes.stage.render_files import RenderError
from scenes.stage.typeface import printable

# A GIF tells how long its frames last in hundredths of a second, and browsers
# take 1 for 10.
_GIF_FASTEST = 50


def check_settings():
    """Refuse what would only come out wrong after a long time."""
    if config.renderer != RendererType.CAIRO:
        raise RenderError(
            "expected Manim's cairo renderer, which alone draws parts; "
            "leave out --renderer opengl"
        )
    if min(config.pixel_width, config.pixel_height) < 1:
        raise RenderError(
            "expected a frame of some pixels, got "
            f"-r {config.pixel_width},{config.pixel_height}"
        )
    if config.format == "gif" and config.frame_rate > _GIF_FASTEST:
        raise RenderError(
            f"expected a GIF of at most {_GIF_FASTEST} frames a second, got "
            f"{config.frame_rate:g}: viewers play faster ones slowly; "
            "--fps 25 is one"
        )


@contextmanager
def in_a_sentence(scene, *more):
    """Let what a user can mend be one line of the command, which Manim would
    put pages of its own source around.

    Args:
        more: types of errors to be told so besides.
    """
    try:
        yield
    except (UserError, *more) as error:
        context = click.get_current_context(silent=True)
        if context is None or "scene_names" not in context.params:  # not Manim's
            raise
        raise SystemExit(printable(f"{type(scene).__name__}: {error}")) from None
