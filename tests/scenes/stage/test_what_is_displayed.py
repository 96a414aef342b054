"""What a camera displays, and in which order, is what Manim's own displays."""

import random

import pytest
from manim import Camera, Group, Mobject, Square

from scenes.stage.camera import StageCamera
from scenes.stage.part import Box, Part


@pytest.mark.parametrize("uses_z", [True, False])
@pytest.mark.parametrize("seed", range(40))
def test_families_are_displayed_as_manim_displays_them(seed, uses_z):
    """Groups, groups of groups, mobjects without points, one twice, behind others."""
    chance = random.Random(seed)
    camera = StageCamera(pixel_width=64, pixel_height=36)
    camera.use_z_index = uses_z
    leaves = [Square() if chance.random() < 0.8 else Mobject() for _ in range(8)]
    for leaf in leaves:
        leaf.z_index = chance.choice([0, 0, 0, 1, -1])
    groups = [Group(*chance.sample(leaves, chance.randint(0, 5))) for _ in range(3)]
    nested = [Group(*chance.sample(groups, 2), leaves[0]) for _ in range(2)]
    shown = chance.choices(leaves + groups + nested, k=seed % 10)
    without = leaves[: seed % 3]
    for given in ((shown,), (shown, False), (shown, True, without)):
        assert camera.get_mobjects_to_display(*given) == (
            Camera.get_mobjects_to_display(camera, *given)
        )


class Patch(Part):
    """A part that fills its box, and draws it upright."""

    def draw(self, canvas):
        box = self.box
        canvas.rectangle(box.left, box.top, box.width, box.height, fill="#FFFFFF")


def test_a_hidden_part_may_stand_as_it_likes():
    """Nothing of it is drawn: what moves beside it is still followed."""
    turned, beside = Patch(Box(0, 0, 9, 9)), Patch(Box(960, 540, 960, 540))
    turned.place_corners([(200, 100), (200, 200), (100, 100)])
    camera = StageCamera(pixel_width=64, pixel_height=36)
    assert not camera.can_follow([turned, beside])
    turned.opacity = 0.0
    assert camera.can_follow([turned, beside])
    camera.follow([turned, beside], camera.background)
    is_white = (camera.pixel_array == 255).all(axis=2)
    assert is_white[18:, 32:].all() and is_white.sum() == 18 * 32
