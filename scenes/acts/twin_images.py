"""Two images side by side: all there is to see of them yet."""

from network.trace import Value
from scenes.acts.act import ActKind
from scenes.acts.twins import Twins, TwinsAct
from scenes.stage.part import Box
from scenes.words.naming import said
from scenes.words.phrases import one_and_other

SECONDS = 4.8  # of the whole act
LARGE = 420  # of an image, in design pixels
WRITTEN = 0.4, 4.0  # seconds between which the images appear, row by row


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
        "The same network reads both. Does it get both right?",
        "同一个网络读这两张图像。它都能读对吗？",
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
    """Each image large in the middle of its half, row by row."""

    act: TwinImagesAct

    def bring_images(self):
        self.planes = [
            self.bring_image(
                image,
                Box(half.left + (half.width - LARGE) / 2, half.top + 44, LARGE, LARGE),
                name,
            )
            for half, image, name in zip(self.halves, self.act.images, one_and_other())
        ]

    def move(self, time):
        share = (time - WRITTEN[0]) / (WRITTEN[1] - WRITTEN[0])
        for plane in self.planes:
            rows, across = plane.values.shape
            row = int(min(max(share, 0.0), 1.0) * rows)
            plane.revealed = None if share >= 1 else row * across


KIND = ActKind(TwinImagesAct, TwinImages)
