"""What goes in comes onto the stage."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.columns import column_box
from scenes.acts.forms import form, rows_of_boxes
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import is_one_hot
from scenes.reading.input_roles import InputRole
from scenes.reading.value_roles import is_image
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import SMALL
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of
from scenes.words.naming import headed, plain, said

COLUMN = 30  # width of the column that a picture's rows make
SLIDE = 1.4  # second of the act at which the first row leaves
SLID = 0.6  # seconds that a row is on its way
READ = 3.4  # second at which the column is there, and a pixel is read
APART = 0.7  # from one line about it to the next
PICTURE, OTHERS = 6.6, 4.0  # seconds of the whole act
NAMED, LISTED = 3, 12  # arrays told with shapes, whole numbers that are listed


@dataclass(frozen=True, kw_only=True)
class ArriveAct(Act):
    """Arguments of the recorded call come, its operands.

    Attributes:
        picture: a value that came before and is shown beside them, or None.
    """

    kind = "arrive"

    picture: Value | None


def arrival(
    values: tuple[Value, ...],
    picture: Value | None = None,
    *,
    is_digit: bool = False,
    is_wanted: bool = False,
    role: InputRole | None = InputRole.DATA,
) -> ArriveAct:
    """The plan of how arguments come.

    Args:
        values: the arguments, at least one.
        picture: a value that came before and is shown beside them, or None.
        is_digit: whether the first is known to be a handwritten digit.
        is_wanted: whether it is what a result is compared with.
        role: what the call does with all of them, or None: not the same.
    """
    first, lead = values[0], _lead(values, is_wanted=is_wanted)
    title = _title(is_digit=is_digit, is_wanted=is_wanted, role=role)
    pictured = _makes_a_column(first)
    return ArriveAct(
        operands=values,
        result=first,
        result_name=first.name,
        seconds=PICTURE if pictured else OTHERS,
        title=title,
        lead=lead,
        caption=lead if pictured else headed(title, lead),
        step_name=plain(first.name),
        picture=picture,
    )


def _title(*, is_digit, is_wanted, role):
    if role is InputRole.LEARNED:
        return said("What will be changed by learning", "将在学习中改变的数")
    if role is InputRole.ANSWERS:
        return said("The right answers, as whole numbers", "用整数表示的正确答案")
    if role is InputRole.WANTED and not is_wanted:
        return said("What should come out", "应当得出的结果")
    if role is InputRole.PLACES:
        return said("Whole numbers that pick", "用来挑选的整数")
    if is_digit:
        return said("A handwritten digit arrives", "一个手写数字来了")
    return (
        said("The right answer, as numbers", "用数字表示的正确答案")
        if is_wanted
        else said("What goes in", "输入")
    )


def _lead(values, *, is_wanted):
    first = values[0]
    if is_image(first) and not _makes_a_column(first):
        return said(
            "28 × 28 pixels, each from 0 (no ink) to 1 (full ink).",
            "28 × 28 个像素，每个是 0（无墨）到 1（满墨）的数。",
        )
    if is_image(first):
        return said(
            "28 × 28 pixels, each from 0 (no ink) to 1 (full ink). "
            "Row after row they make a column of 784, counting from 0.",
            "28 × 28 个像素，每个是 0（无墨）到 1（满墨）的数。"
            "逐行接成一列，共 784 个，从 0 开始编号。",
        )
    if is_wanted:
        size, place = first.array.size, int(first.array.argmax())
        return said(
            "One number for each of the {size} outputs: 1 at {place}, 0 "
            "everywhere else.",
            "{size} 个输出各有一个数：序号 {place} 的是 1，其余都是 0。",
            size=size,
            place=place,
        )
    return _listed(values)


def _listed(values):
    """What each is called and how large it is; of a dictionary or a list with
    many arrays only how many they are."""
    roots: dict[str, list] = {}
    for value in values:
        roots.setdefault(value.name.split("[")[0], []).append(value)
    told = [
        text
        for root, group in roots.items()
        for text in (
            [headed(plain(value.name), _what(value)) for value in group]
            if len(group) <= NAMED
            else [_counted(root, group)]
        )
    ]
    more = len(told) - NAMED
    if more > 0:
        told[NAMED:] = [said("{more} more", "另有 {more} 个", more=more)]
    return said("; ", "；").join(told) + said(".", "。")


def _counted(root, values):
    return said(
        "{count} arrays of {root}, {size:,} numbers in all",
        "{root} 的 {count} 个数组，共 {size:,} 个数",
        count=len(values),
        root=root,
        size=sum(value.array.size for value in values),
    )


def _makes_a_column(value):
    """Whether the code has a picture's rows one after the other."""
    return arrange.is_column(value.shape) and arrange.is_picture(value.shape)


def _what(value):
    """The numbers of a short list of whole ones, else a shape."""
    is_list = len(value.shape) == 1 and value.dtype.kind in "iu"
    if is_list and value.array.size <= LISTED:
        return ", ".join(map(str, value.array.tolist()))
    return shape_of(value).named


class Arrive(ActPlayer):
    """The rows of a picture make a column; other values just come."""

    def build(self):
        first = self.act.operands[0]
        self.picture = None
        if _makes_a_column(first):
            self._build_picture(first)
            return
        for value, box in zip(
            self.act.operands,
            rows_of_boxes(
                self.stage, [value.array for value in self.act.operands], most=6
            ),
        ):
            if len(self.act.operands) == 1 and is_one_hot(value.array):
                self._build_answer(value)
            else:
                self.bring(form(value, box), value)

    def _build_answer(self, value):
        """The right answer as bars, beside the picture that it is for."""
        box = column_box(self.stage, 0.6, value.array.size)
        self.bring(Bars(value, box, name=value.name), value)
        picture = self.act.picture
        if picture is not None:
            self.bring(
                MatrixPlane(
                    picture,
                    Box(box.left - 460, box.top, 380, 380),
                    name=picture.name,
                    note=shape_of(picture),
                ),
                picture,
            )

    def _build_picture(self, value):
        stage = self.stage
        tall = stage.is_tall
        side = min(stage.height - 70, stage.width - 260) if tall else stage.height - 70
        inset = 0 if tall else 150
        self.grid = arrange.as_grid(value.array)
        self.is_new = not self.entrances.stood(value)
        self.picture = self.bring(
            MatrixPlane(
                value,
                Box(stage.left + inset, stage.top + 40, side, side),
                name=value.name,
                note=said(
                    "{shape}, shown as {grid}",
                    "{shape}，画成 {grid}",
                    shape=arrange.shape_note(value.shape),
                    grid=arrange.shape_note(self.grid.shape),
                ),
            ),
            value,
        )
        self._build_column(value, stage.left + side + (110 if tall else 360), side)
        left, below = self.column.box.right + 130, stage.top + 120
        if tall:
            left, below = stage.left, self.column.box.bottom + 50
        self.lines = [
            self.bring(
                Label(
                    "",
                    Box(left, below + 74 * row, 700, 60),
                    size=size,
                    color=color,
                    family="code",
                    align="left",
                )
            )
            for row, (size, color) in enumerate(
                ((26, palette.QUIET), (26, palette.QUIET), (38, palette.TEXT))
            )
        ]
        inked = np.flatnonzero(self.grid > 0.5)
        self.pixel = int(inked[len(inked) // 2]) if len(inked) else 0
        self.name = value.name

    def _build_column(self, value, left, high):
        """The column that the rows make, and a copy of each row."""
        top = self.stage.top + 40
        self.column = MatrixPlane(
            Values.of(value).reshape(-1, 1),
            Box(left, top, COLUMN, high),
            name=arrange.shape_note((value.array.size, 1)),
            source=value.name,
            numbers=False,
            thickness=0,
        )
        self.ends = [
            self.bring(
                Label(
                    str(index),
                    Box(left + COLUMN + 10, y - 15, 60, 30),
                    size=SMALL,
                    family="code",
                    align="left",
                )
            )
            for index, y in ((0, top + 8), (value.array.size - 1, top + high - 8))
        ]
        self.rows = [
            MatrixPlane(
                self.picture.values[k : k + 1],
                self.picture.cell_box(k, 0, 1, row.size),
                source=value.name,
                first=(k, 0),
                numbers=False,
                thickness=0,
            )
            for k, row in enumerate(self.grid)
        ]
        self.parts += [self.column, *self.rows]

    def move(self, time):
        if self.picture is None:
            return
        if self.is_new:
            share = ease(time, ENTER * 0.6, SLIDE)
            self.picture.revealed = round(share * self.grid.size)
        self._slide_rows(time)
        row, column = divmod(self.pixel, self.grid.shape[1])
        reading = time >= READ
        for place, line in enumerate(self.lines):
            begin = READ + place * APART
            line.set_opacity(ease(time, begin, begin + APART / 2))
        self.picture.marks = ((row, column, 1, 1),) if reading else ()
        self.column.marks = ((self.pixel, 0, 1, 1),) if reading else ()
        texts = (
            ("",) * 3
            if not reading
            else (
                said(
                    "row {row}, column {column}",
                    "第 {row} 行第 {column} 列",
                    row=row,
                    column=column,
                ),
                f"{row} × {self.grid.shape[1]} + {column} = {self.pixel}",
                f"{self.name}[{self.pixel}] = {self.grid.ravel()[self.pixel]:.3f}",
            )
        )
        for line, text in zip(self.lines, texts):
            line.text = text

    def _slide_rows(self, time):
        """Row under row leaves the picture and turns into the column."""
        count, cells = self.grid.shape
        starts = SLIDE + np.arange(count) / count * (READ - SLIDE - SLID)
        shares = np.clip((time - starts) / SLID, 0, 1)
        self.column.set_opacity(ease(time, SLIDE - 0.3, SLIDE))
        self.column.revealed = int((shares >= 1).sum()) * cells
        for end, seen in zip(self.ends, (shares[0] >= 1, shares[-1] >= 1)):
            end.set_opacity(1.0 if seen else 0.0)
        for k, (row, share) in enumerate(zip(self.rows, shares)):
            place = self.column.cell_box(k * cells, 0, cells, 1)
            # The row's left end is the upper end of its part of the column.
            end = np.array(
                [
                    (place.right, place.top),
                    (place.right, place.bottom),
                    (place.left, place.top),
                ]
            )
            row.place_corners(
                mix(
                    self.picture.cell_box(k, 0, 1, cells).corners,
                    end,
                    ease(share, 0, 1),
                )
            )
            row.set_opacity(1.0 if 0 < share < 1 else 0.0)


KIND = ActKind(ArriveAct, Arrive)
