"""Two images side by side: all there is to see of them yet."""

from network.trace import Value
from scenes.acts.act import ActKind
from scenes.acts.twins import Twins, TwinsAct
from scenes.stage.part import Box
from scenes.words.naming import said
from scenes.words.phrases import read_right_and_wrong

SECONDS = 5.0  # of the whole act
LARGE = 420  # of an image, in design pixels


class TwinImagesAct(TwinsAct):
    """Both images, its operands."""

    kind = "twin_images"


def two_digits(images: tuple[Value, Value], digit: int) -> TwinImagesAct:
    """The plan that shows two images of one digit.

    Args:
        images: one read right, one read wrong.
        digit: that the first is read as, and both are.
    """
    lead = said(
        "One is read right, the other wrong. Why?", "一个读对了，另一个读错了。为什么？"
    )
    return TwinImagesAct(
        operands=images,
        result=images[1],
        result_name=images[1].name,
        seconds=SECONDS,
        title=_title(digit),
        lead=lead,
        caption=lead,
        step_name=said("two digits", "两个数字"),
        images=images,
    )


def _title(digit):
    return said("Two handwritten {digit}s", "两个手写的 {digit}", digit=digit)


class TwinImages(Twins):
    """Each image large in the middle of its half."""

    act: TwinImagesAct

    def bring_images(self):
        for half, image, name in zip(
            self.halves, self.act.images, read_right_and_wrong()
        ):
            left = half.left + (half.width - LARGE) / 2
            self.bring_image(image, Box(left, half.top + 44, LARGE, LARGE), name)


KIND = ActKind(TwinImagesAct, TwinImages)
