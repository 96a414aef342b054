"""The weights of one hidden neuron, multiplied by two images."""

import numpy as np

from scenes import words as wording
from scenes.acts.entrances import Role
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.acts.derived import products
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.words.numbers import written
from scenes.stage.palette import Scale
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values

IMAGE, SIDE = 250, 330       # of an image, and of the weights
DROP = 44                    # room above them for their names
PARTS, MEETS = 2.2, 3.6      # seconds: weights set out, and are there
BECOMES, SUMS = 4.0, 5.4     # they become products, and those are added


class Strokes(ActPlayer):
    """The weights stand between the images, go to both and become products;
    below stands what those add up to."""

    def build(self):
        options, stage = self.act.options, self.stage
        self.index = options["focus"]
        weights = Values.of(options["weights"])[self.index].grid()
        limit = float(np.abs(np.nan_to_num(weights.array)).max()) or 1.0
        self.scale = Scale("diverging", limit)
        top = stage.top + DROP
        middle = stage.left + stage.width / 2
        self.home = Box(middle - SIDE / 2, top, SIDE, SIDE)
        gap = (self.home.left - stage.left - IMAGE - SIDE) / 2
        lefts = (stage.left + IMAGE + gap, self.home.right + gap)
        ends = (stage.left, stage.right - IMAGE)
        for image, name, left in zip(options["images"],
                                     wording.twins_names(), ends):
            self.bring(MatrixPlane(
                image, Box(left, top, IMAGE, IMAGE),
                name=name, source=image.name, thickness=0), image)
        self.places = [Box(left, top, SIDE, SIDE) for left in lefts]
        self.copies = [self._plane(weights, self.home, "", f"copy {k}")
                       for k in range(2)]
        self._plane(weights, self.home, wording.weights_of(self.index), "all")
        self.products = [
            self._plane(Values(products(
                weights, Values.of(image).grid(),
                name=wording.weights_times_image(), of=self.index)), place,
                wording.weights_times_image(), f"product {k}")
            for k, (image, place) in enumerate(zip(options["images"],
                                                   self.places))]
        self.bring(Legend(self.scale, Box(
            middle - 70, self.home.bottom + 22, 140, 10)), Role("scale"))
        self._build_sums()

    def _plane(self, values, box, name, role):
        return self.bring(MatrixPlane(
            values, box, name=name,
            scale=self.scale, numbers=False, thickness=0),
            Role(f"strokes, {role}"))

    def _build_sums(self):
        options, self.sums = self.act.options, []
        for place, total, neuron in zip(self.places, options["totals"],
                                        options["neurons"]):
            color = palette.POSITIVE if total > 0 else palette.NEGATIVE
            for drop, text, size, ink in (
                    (26, wording.products_added(), 18, palette.QUIET),
                    (68, written(total, "+.3f"), 40, color),
                    (112, wording.biased_and_squashed(), 18, palette.QUIET),
                    (144, written(neuron, ".3f"), 26, palette.TEXT)):
                self.sums.append(self.bring(Label(
                    text, Box(place.left, place.bottom + drop, SIDE, 30),
                    size=size, color=ink)))

    def move(self, time):
        way = ease(time, PARTS, MEETS)
        become = ease(time, BECOMES, BECOMES + 1.0)
        for copy, product, place in zip(self.copies, self.products,
                                        self.places):
            copy.place_corners(mix(self.home.corners, place.corners, way))
            copy.set_opacity(ease(time, ENTER, PARTS) * (become < 1))
            product.set_opacity(become)
        for label in self.sums:
            label.set_opacity(ease(time, SUMS, SUMS + 0.7))

    def words(self, time):
        return wording.strokes_turn() if time >= SUMS else ""
