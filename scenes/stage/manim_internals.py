"""What is Manim's own and no part of what it offers: the one door to it.

Written against manim 0.22. What of it is changed or extended stands in the
modules of this room that import from here, and in no other.
"""

from manim._config.utils import config_file_paths
from manim.animation.creation import DrawBorderThenFill, ShowPartial
from manim.scene.video_segment_encoder import VideoSegmentEncoder
from manim.utils.caching import prune_segment_cache
from manim.utils.iterables import list_update

__all__ = [
    "DrawBorderThenFill",
    "ShowPartial",
    "VideoSegmentEncoder",
    "config_file_paths",
    "list_update",
    "prune_segment_cache",
]
