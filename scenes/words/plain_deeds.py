"""What NumPy's other functions in common use do, in one sentence each.

A sentence is a template: {one}, {two} and {last} are operands, {shape} is how
much comes out, {parts} of how many parts of one size, {line} is a row or a column,
{n} a number that the call has. Where a template has a place that nothing is known
for, nothing is said.
"""

from collections.abc import Callable
from string import Formatter

from network.trace import Operation, Value
from scenes.words.axis_words import how_many
from scenes.words.naming import listed, said
from scenes.words.operand_names import called
from scenes.words.rarer_functions import RARER

Sentence = tuple[str, str]
Told = Callable[[Operation], str]

# Of which parameter {n} is, by its names in the trace.
_NUMBERS = ("q", "argument1", "n", "bins", "kth")

# What a call may name without its doing something else.
_HARMLESS = frozenset(
    "axis axes keepdims dtype copy out ddof kth bins n deg overwrite_input "
    "assume_unique indices values arr call q decimals num stop shape obj new_shape N "
    "indices_or_sections kind side right rtol atol minlength range indexing method "
    "full_matrices optimize".split()
)
_HARMLESS_OF = {
    **dict.fromkeys(("convolve", "correlate"), {"mode"}),
    "linalg.matrix_power": {"argument1"},
    "lib.stride_tricks.sliding_window_view": {"argument1", "window_shape", "axis"},
}

_OF_ALL = ("percentile", "quantile", "unique")  # whose sentences know no axis

# These go along the last axis where the code names none.
_LAST_AXIS = ("sort", "argsort", "diff", "partition")

# Of each line on its own; of what has one axis the line is all of it.
_OF_LINES: dict[str, tuple[Sentence, Sentence]] = {
    "sort": (
        ("The numbers of {one} from the smallest to the largest: {shape}.",
         "{one} 的数从小到大排列：{shape}。"),
        ("The numbers of each {line} of {one} from the smallest to the largest.",
         "{one} 每{line}的数从小到大排列。"),
    ),
    "argsort": (
        ("The places of the numbers of {one}, the smallest number first: {shape}.",
         "{one} 各数的位置，最小的数在前：{shape}。"),
        ("For each {line} of {one} the places of its numbers, the smallest number "
         "first.",
         "{one} 每{line}各数的位置，最小的数在前。"),
    ),
    "partition": (
        ("What stands at place {n} of {one} is what would stand there in order: "
         "before it nothing is larger, after it nothing smaller.",
         "{one} 第 {n} 位是排好序后应在那里的数：前面没有更大的，后面没有更小的。"),
        ("In each {line} of {one} at place {n} is what would stand there in order: "
         "before it nothing is larger, after it nothing smaller.",
         "{one} 每{line}的第 {n} 位是排好序后应在那里的数：前面没有更大的，"
         "后面没有更小的。"),
    ),
    "cumsum": (
        ("Each is the sum of all up to there in {one}: {shape}.",
         "每个数是 {one} 中到此为止的和：{shape}。"),
        ("In each {line} of {one} each number becomes the sum of all up to there.",
         "{one} 的每{line}中，每个数变成到此为止的和。"),
    ),
    "cumprod": (
        ("Each is the product of all up to there in {one}: {shape}.",
         "每个数是 {one} 中到此为止的乘积：{shape}。"),
        ("In each {line} of {one} each number becomes the product of all up to there.",
         "{one} 的每{line}中，每个数变成到此为止的乘积。"),
    ),
    "diff": (
        ("Each number of {one} less the one before it: {shape}.",
         "{one} 的每个数减去前一个：{shape}。"),
        ("In each {line} of {one}, each number less the one before it: {shape}.",
         "{one} 的每{line}中，每个数减去前一个：{shape}。"),
    ),
    "gradient": (
        ("How steep {one} is at each of its numbers, by those beside it.",
         "由左右相邻的数看 {one} 在每处有多陡。"),
        ("How steep each {line} of {one} is at each of its numbers, by those beside "
         "it.",
         "由相邻的数看 {one} 的每{line}在每处有多陡。"),
    ),
}  # fmt: skip

_SENTENCES: dict[str, Sentence] = {
    # matrices
    "linalg.inv": (
        "{one} times it is the identity: ones on the diagonal, else zeros.",
        "它与 {one} 相乘得单位矩阵：对角线为 1，其余为 0。"),
    "linalg.pinv": (
        "The matrix that comes closest to undoing {one}: {shape}.",
        "最接近抵消 {one} 的矩阵：{shape}。"),
    "linalg.solve": (
        "{one} times what comes out is {last}: {shape}.",
        "{one} 乘以结果等于 {last}：{shape}。"),
    "linalg.lstsq": (
        "{one} times what comes out is as close to {two} as can be: {shape}.",
        "{one} 乘以结果最接近 {two}：{shape}。"),
    "linalg.eig": (
        "How many times longer {one} makes some vectors, and which: {shape}.",
        "{one} 把哪些向量只拉长或缩短，各多少倍：{shape}。"),
    "linalg.eigh": (
        "How many times longer {one} makes some vectors, and which: {shape}.",
        "{one} 把哪些向量只拉长或缩短，各多少倍：{shape}。"),
    "linalg.eigvals": (
        "How many times longer {one} makes some vectors: {shape}.",
        "{one} 把某些向量拉长多少倍：{shape}。"),
    "linalg.eigvalsh": (
        "How many times longer {one} makes some vectors: {shape}.",
        "{one} 把某些向量拉长多少倍：{shape}。"),
    "linalg.svd": (
        "{one} as three steps: turn, stretch along the axes, turn again.",
        "{one} 分成三步：旋转、沿轴拉伸、再旋转。"),
    "linalg.qr": (
        "{one} as a product of two: columns at right angles, and a triangle.",
        "{one} 写成两个矩阵的乘积：互相垂直的列与三角形。"),
    "linalg.cholesky": (
        "It times itself, turned over, is {one}: {shape}.",
        "它乘以自身的转置等于 {one}：{shape}。"),
    "linalg.det": (
        "How many times larger {one} makes areas and volumes; below 0, it mirrors "
        "them.",
        "{one} 把面积与体积放大多少倍；小于 0 时还会镜像。"),
    "linalg.matrix_power": (
        "{one} to the power of {n}, by products of matrices.",
        "{one} 的 {n} 次方，按矩阵相乘。"),
    "linalg.multi_dot": (
        "A chain of products of matrices, from {one} to {last}: {shape}.",
        "从 {one} 到 {last} 连续的矩阵乘积：{shape}。"),
    "trace": (
        "The numbers on the diagonal of {one}, added up.",
        "{one} 对角线上的数相加。"),
    "kron": (
        "Each number of {one} times the whole of {last}, laid side by side: {shape}.",
        "{one} 的每个数乘以整个 {last}，依次排开：{shape}。"),
    "outer": (
        "Each number of {one} times each of {last}: {shape}.",
        "{one} 的每个数乘以 {last} 的每个数：{shape}。"),
    "einsum": (
        "Multiplied where they share a letter, and added up over each letter that "
        "the result has not: {shape}.",
        "字母相同处相乘，结果中没有的字母全部相加：{shape}。"),
    "vecdot": (
        "Each row of {one} with that of {last}, multiplied in pairs and added up: "
        "{shape}.",
        "{one} 的每行与 {last} 的对应行成对相乘，再相加：{shape}。"),
    "convolve": (
        "{last}, turned round, slides along {one}; where it stands, pairs are "
        "multiplied and added up: {shape}.",
        "{last} 倒过来沿 {one} 滑动，每到一处成对相乘再相加：{shape}。"),
    "correlate": (
        "{last} slides along {one}; where it stands, pairs are multiplied and added "
        "up: {shape}.",
        "{last} 沿 {one} 滑动，每到一处成对相乘再相加：{shape}。"),
    # parts of arrays
    "compress": (
        "What is marked of {one} stays: {shape}.",
        "{one} 中标记的部分留下：{shape}。"),
    "delete": (
        "{one} without what is deleted: {shape}.",
        "{one} 去掉一部分：{shape}。"),
    "insert": (
        "{one} with something put in between: {shape}.",
        "在 {one} 中间插入一部分：{shape}。"),
    "unique": (
        "Each number that is in {one}, once, the smallest first: {shape}.",
        "{one} 中出现的每个数各一次，从小到大：{shape}。"),
    "fill_diagonal": (
        "{last} is written into the diagonal of {one}.",
        "把 {last} 写入 {one} 的对角线。"),
    "fill": (
        "Every cell of {one} becomes {last}.",
        "{one} 的每一格变成 {last}。"),
    "putmask": (
        "Where {two} holds, {last} is written into {one}.",
        "在 {two} 为真处把 {last} 写入 {one}。"),
    "nonzero": (
        "The places where {one} is true, or not 0: {shape}.",
        "{one} 为真或不为 0 的位置：{shape}。"),
    "flatnonzero": (
        "The places where {one} is true, or not 0: {shape}.",
        "{one} 为真或不为 0 的位置：{shape}。"),
    "argwhere": (
        "The places where {one} is true, or not 0, a row for each: {shape}.",
        "{one} 为真或不为 0 的位置，每行一个：{shape}。"),
    "unravel_index": (
        "Place {one}, counted through all cells, as a place along each axis.",
        "把逐格数到的第 {one} 位写成沿每个轴的位置。"),
    "ravel_multi_index": (
        "A place along each axis as one number, counted through all cells: {shape}.",
        "把沿每个轴的位置写成逐格数到的第几位：{shape}。"),
    "allclose": (
        "Whether each number of {one} is nearly that of {last} at the same place.",
        "{one} 的每个数是否与 {last} 同一位置的数几乎相同。"),
    "isclose": (
        "Of each cell: whether {one} and {last} are nearly alike there: {shape}.",
        "每一格：{one} 与 {last} 在那里是否几乎相同：{shape}。"),
    "array_equal": (
        "Whether {one} and {last} have the same numbers everywhere.",
        "{one} 与 {last} 是否处处相同。"),
    # numbers
    "select": (
        "Cell by cell, the first condition that holds says what is taken: {shape}.",
        "逐格看，第一个成立的条件决定取哪个：{shape}。"),
    "piecewise": (
        "Cell by cell, the condition that holds for {one} says what it becomes: "
        "{shape}.",
        "逐格看，{one} 满足的条件决定它变成什么：{shape}。"),
    "percentile": (
        "The number below which {n} % of {one} lie: {shape}.",
        "{one} 中有 {n} % 的数在它以下：{shape}。"),
    "quantile": (
        "The number below which a share of {n} of {one} lies: {shape}.",
        "{one} 中占 {n} 的数在它以下：{shape}。"),
    "histogram": (
        "How many numbers of {one} lie in each of {n} ranges of one width, and where "
        "these begin and end: {shape}.",
        "{one} 的数落在 {n} 个等宽区间中各有几个，以及各区间的边界：{shape}。"),
    "bincount": (
        "How often 0, 1, 2 and so on are in {one}: {shape}.",
        "0、1、2 等在 {one} 中各出现几次：{shape}。"),
    "searchsorted": (
        "Where {two} would have its place in {one}, which stands in order: {shape}.",
        "{two} 在排好序的 {one} 中应排在哪里：{shape}。"),
    "digitize": (
        "In which of the ranges between the numbers of {two} each of {one} lies.",
        "{one} 的每个数落在 {two} 的哪个区间。"),
    "isin": (
        "Of every number of {one}: whether it is in {two}.",
        "{one} 的每个数：是否在 {two} 中。"),
    "interp": (
        "At each of {one}, the height of the line from point to point that {two} and "
        "{last} give: {shape}.",
        "由 {two} 与 {last} 连成的折线在 {one} 各处的高度：{shape}。"),
    "divmod": (
        "How often {last} goes into each number of {one}, and what is left over: "
        "{shape}.",
        "{one} 的每个数除以 {last} 的商与余数：{shape}。"),
    "left_shift": (
        "The bits of each number of {one}, moved up by {last}: {shape}.",
        "{one} 每个数的二进制位左移 {last}：{shape}。"),
    "right_shift": (
        "The bits of each number of {one}, moved down by {last}: {shape}.",
        "{one} 每个数的二进制位右移 {last}：{shape}。"),
    "round": (
        "Every number of {one}, rounded.",
        "{one} 的每个数四舍五入。"),
    "around": (
        "Every number of {one}, rounded.",
        "{one} 的每个数四舍五入。"),
    "sinc": (
        "Of every number x of {one}: sin(πx) ÷ (πx), and 1 at 0.",
        "{one} 的每个数 x：sin(πx) ÷ (πx)，0 处为 1。"),
    "array": ("{shape}, put together.", "合成一个数组：{shape}。"),
}  # fmt: skip


def _from_templates(english: str, chinese: str) -> Told:
    def told(operation: Operation) -> str:
        fields = _fields(operation)
        wanted = {name for _, name, _, _ in Formatter().parse(english) if name}
        if not wanted <= fields.keys():
            return ""
        return said(english, chinese, **fields)

    return told


def _fields(operation: Operation) -> dict[str, object]:
    names = list(map(called, operation.operands))
    fields: dict[str, object] = {"one": names[0]}
    if len(names) > 1 and not takes_list(operation, 1):
        fields["two"] = names[1]
        fields["there"] = _at_its_place(operation.operands[1], names[1])
    if len(names) > 1 and not takes_list(operation):
        fields["last"] = names[-1]
        if operation.operands[-1].shape == ():
            fields["n"] = names[-1]
    if operation.results:
        fields["shape"] = shapes_made(operation)
    if len({one.shape for one in operation.results}) == 1:
        fields["parts"] = len(operation.results)
    for name in _NUMBERS:
        number = operation.parameters.get(name)
        if isinstance(number, (int, float)):
            fields["n"] = number
    line = _line(operation)
    if line:
        fields["line"] = line
    return fields


def takes_list(operation: Operation, until: int | None = None) -> bool:
    """Whether an argument after the first is a list: of its numbers each is an
    operand, and none of these is the argument.

    Args:
        until: the last argument that is asked for, by its number; None: of all.
    """
    arguments = operation.parameters.get("call", {}).get("args", ())
    last = len(arguments) if until is None else until + 1
    return any(isinstance(one, list) for one in arguments[1:last])


def shapes_made(operation: Operation) -> str:
    first, *others = map(how_many, operation.results)
    if not others:
        return first
    if set(others) == {first}:
        return said("{shape} each", "各 {shape}", shape=first)
    return listed([first, *others])


def _at_its_place(value: Value, name: str) -> str:
    if value.shape == ():
        return said("{name}", " {name} ", name=name)
    return said("that of {name} at its place", " {name} 同一位置的数", name=name)


def is_as_usual(operation: Operation) -> bool:
    """Whether a call names nothing that changes what its function does, as a mask
    or weights."""
    named = {
        *operation.parameters,
        *operation.parameters.get("call", {}).get("kwargs", {}),
    }
    return named <= _HARMLESS | _HARMLESS_OF.get(operation.function, frozenset())


def _axis(operation: Operation) -> int | None:
    """The axis along which it goes; None: all cells."""
    default = -1 if operation.function in _LAST_AXIS else None
    return operation.parameters.get("axis", default)


def _line(operation: Operation) -> str:
    """A row or a column, along which it goes; "" where it is neither."""
    rank, axis = len(operation.operands[0].shape), _axis(operation)
    if rank != 2 or axis not in (0, 1, -1, -2):
        return ""
    return said("column", "列") if axis % 2 == 0 else said("row", "行")


def _of_lines(whole: Sentence, each: Sentence) -> Told:
    is_whole, is_each = _from_templates(*whole), _from_templates(*each)

    def told(operation: Operation) -> str:
        value = operation.operands[0]
        if len(operation.operands) > 1 or not is_as_usual(operation):
            return ""
        if operation.parameters.get("n", 1) != 1:
            return ""  # more than it does as a rule: differences of differences
        by_axis = len(value.shape) > 1 and _axis(operation) is not None
        return (is_each if by_axis else is_whole)(operation)

    return told


def _if_as_usual(english: str, chinese: str) -> Told:
    """Only where a call names nothing that changes what a function does, and where
    there are rows if these are spoken of."""
    plain = _from_templates(english, chinese)

    def told(operation: Operation) -> str:
        if not is_as_usual(operation):
            return ""
        if operation.function in _OF_ALL and _axis(operation) is not None:
            return ""
        has_rows = len(operation.operands[0].shape) == 2
        return plain(operation) if has_rows or "each row" not in english else ""

    return told


def _copied_over(operation: Operation) -> str:
    fields = _fields(operation)
    is_masked = "where" in operation.parameters.get("call", {}).get("kwargs", {})
    if "last" not in fields or len(operation.operands) != 2 + is_masked:
        return ""
    if is_masked:
        return said(
            "Where {last} holds, {two} is written into {one}.",
            "在 {last} 为真处把 {two} 写入 {one}。",
            **fields,
        )
    return said("{two} is written into {one}.", "把 {two} 写入 {one}。", **fields)


def _grids(operation: Operation) -> str:
    if len(operation.operands) != 2:
        return ""
    return _from_templates(
        "Each of {one} with each of {two}, as grids: {shape}.",
        "{one} 与 {two} 两两配对，排成网格：{shape}。",
    )(operation)


def _diagonal(operation: Operation) -> str:
    value, result = operation.operands[0], operation.result
    if operation.parameters.get("k") or len(operation.operands) > 1:
        return ""
    if len(value.shape) == 2:
        return said(
            "The numbers on the diagonal of {one}.",
            "{one} 对角线上的数。",
            one=called(value),
        )
    return said(
        "{one} on the diagonal, zeros elsewhere: {shape}.",
        "{one} 放在对角线上，其余为 0：{shape}。",
        one=called(value),
        shape=how_many(result),
    )


def _triangle(operation: Operation) -> str:
    if operation.parameters.get("k") or len(operation.operands) > 1:
        return ""
    above = operation.function == "triu"
    return said(
        "On the diagonal of {one} and {side} it all stays, the rest becomes 0.",
        "{one} 的对角线及其{side}保留，其余为 0。",
        one=called(operation.operands[0]),
        side=said("above", "上方") if above else said("below", "下方"),
    )


def _from_first_to_last(english: str, chinese: str) -> Told:
    """Numbers that go on by a rule, by how many they are, the first and the last."""

    def told(operation: Operation) -> str:
        numbers = operation.result.array
        if numbers.size < 2 or numbers.ndim != 1 or numbers.dtype.kind not in "iuf":
            return ""
        return said(
            english,
            chinese,
            count=numbers.size,
            first=f"{numbers[0]:.6g}",
            last=f"{numbers[-1]:.6g}",
        )

    return told


_counted = _from_first_to_last(
    "{count} numbers at equal distances, from {first} to {last}.",
    "{count} 个等距的数，从 {first} 到 {last}。",
)
_multiplied = _from_first_to_last(
    "{count} numbers, each so many times the one before, from {first} to {last}.",
    "{count} 个等比的数，从 {first} 到 {last}。",
)


def _ones(operation: Operation) -> str:
    if operation.parameters.get("k"):
        return ""
    return said(
        "{shape}: ones on the diagonal, zeros elsewhere.",
        "{shape}：对角线为 1，其余为 0。",
        shape=how_many(operation.result),
    )


PLAIN: dict[str, Told] = {
    **{name: _if_as_usual(*told) for name, (_, told) in RARER.items()},
    **{name: _if_as_usual(*told) for name, told in _SENTENCES.items()},
    **{name: _of_lines(*told) for name, told in _OF_LINES.items()},
    "copyto": _copied_over,
    "meshgrid": _grids,
    "diag": _diagonal,
    **dict.fromkeys(("triu", "tril"), _triangle),
}
# Of what has no operands.
MADE: dict[str, Told] = {
    **dict.fromkeys(("arange", "linspace"), _counted),
    **dict.fromkeys(("geomspace", "logspace"), _multiplied),
    **dict.fromkeys(("eye", "identity"), _ones),
}

_SO_FAR: dict[str, tuple[Sentence, Sentence]] = {
    "add": _OF_LINES["cumsum"],
    "multiply": _OF_LINES["cumprod"],
    "maximum": (
        ("Each is the largest of all up to there in {one}: {shape}.",
         "每个数是 {one} 中到此为止的最大值：{shape}。"),
        ("In each {line} of {one} each number becomes the largest up to there.",
         "{one} 的每{line}中，每个数变成到此为止的最大值。"),
    ),
    "minimum": (
        ("Each is the smallest of all up to there in {one}: {shape}.",
         "每个数是 {one} 中到此为止的最小值：{shape}。"),
        ("In each {line} of {one} each number becomes the smallest up to there.",
         "{one} 的每{line}中，每个数变成到此为止的最小值。"),
    ),
    "logaddexp": (
        ("Each is the logarithm of all powers of e up to there in {one}, added up: "
         "{shape}.",
         "每个数是 {one} 中到此为止 e 的幂之和的对数：{shape}。"),
        ("In each {line} of {one} each number becomes the logarithm of all powers of "
         "e up to there, added up.",
         "{one} 的每{line}中，每个数变成到此为止 e 的幂之和的对数。"),
    ),
}  # fmt: skip


def _accumulated(operation: Operation) -> str:
    told = _SO_FAR.get(operation.function)
    if told is None:
        return ""
    return _from_templates(*told[len(operation.operands[0].shape) > 1])(operation)


_IN_ALL: dict[str, Sentence] = {
    "add": ("added up", "相加"),
    "multiply": ("multiplied", "相乘"),
    "maximum": ("the largest of them", "取最大值"),
    "minimum": ("the smallest of them", "取最小值"),
    "logaddexp": (
        "the logarithm of their powers of e, added up",
        "取 e 的幂之和的对数",
    ),
    "logical_and": ("whether all hold", "是否全真"),
    "logical_or": ("whether any holds", "是否有真"),
    "bitwise_or": ("each bit that one of them has", "其一有的位"),
}


def _reduced(operation: Operation) -> str:
    what = _IN_ALL.get(operation.function)
    if what is None or len(operation.operands) != 1 or not is_as_usual(operation):
        return ""
    if not isinstance(operation.parameters.get("axis", 0), int):
        return ""
    return said(
        "The numbers of {one} along an axis, {what}: {shape}.",
        "{one} 沿一个轴的数{what}：{shape}。",
        one=called(operation.operands[0]),
        what=said(*what),
        shape=how_many(operation.result),
    )


def _by_parts(operation: Operation) -> str:
    what = _IN_ALL.get(operation.function)
    if what is None:
        return ""
    return said(
        "The numbers of {one}, part by part {what}; each part begins at a place "
        "given: {shape}.",
        "{one} 的数逐段{what}，每段从给定位置开始：{shape}。",
        one=called(operation.operands[0]),
        what=said(*what),
        shape=how_many(operation.result),
    )


def _each_with_each(operation: Operation) -> str:
    return said(
        "Each of {one} with each of {last}, by {function}: {shape}.",
        "{one} 的每个与 {last} 的每个，用 {function}：{shape}。",
        one=called(operation.operands[0]),
        last=called(operation.operands[-1]),
        function=operation.function,
        shape=how_many(operation.result),
    )


def _at_places(operation: Operation) -> str:
    told = _AT_PLACES.get(operation.function)
    if told is None or takes_list(operation):
        return ""
    return said(
        *told, one=called(operation.operands[0]), last=called(operation.operands[-1])
    )


_AT_PLACES = {
    "add": (
        "{last} is added to {one} at the places given; to a place that is given "
        "twice, twice.",
        "把 {last} 加到 {one} 的给定位置；给了两次的位置加两次。",
    ),
    "subtract": (
        "{last} is taken from {one} at the places given; from a place that is given "
        "twice, twice.",
        "从 {one} 的给定位置减去 {last}；给了两次的位置减两次。",
    ),
    "multiply": (
        "{one} is multiplied by {last} at the places given; a place that is given "
        "twice, twice.",
        "{one} 的给定位置乘以 {last}；给了两次的位置乘两次。",
    ),
    "maximum": (
        "At the places given {one} becomes {last} where that is larger.",
        "{one} 的给定位置，{last} 更大时换成它。",
    ),
    "minimum": (
        "At the places given {one} becomes {last} where that is smaller.",
        "{one} 的给定位置，{last} 更小时换成它。",
    ),
}


# By the kind of a ufunc's method.
METHODS: dict[str, Told] = {
    "ufunc.accumulate": _accumulated,
    "ufunc.reduce": _reduced,
    "ufunc.reduceat": _by_parts,
    "ufunc.outer": _each_with_each,
    "ufunc.at": _at_places,
}
