"""What any operation is called, as a title.

A title says no more than is true of every use of a function; what depends on
shapes, axes, masks or a ufunc's method is asked of the operation.
"""

import numpy as np

from network.trace import Operation
from scenes.reading.as_written import as_written
from scenes.reading.contraction import permuted
from scenes.reading.picked_cells import picked_cells
from scenes.words.naming import headline, said
from scenes.words.rarer_functions import RARER

OPERATORS = {
    "matmul": "×",
    "add": "+",
    "subtract": "−",
    "multiply": "×",
    "divide": "÷",
    "true_divide": "÷",
    "power": "^",
    "maximum": "max",
    "minimum": "min",
    "greater": ">",
    "greater_equal": "≥",
    "less": "<",
    "less_equal": "≤",
    "equal": "==",
    "not_equal": "≠",
}
# Between whose operands and result no "=" stands: it would read as another.
COMPARISONS = ("greater", "greater_equal", "less", "less_equal", "equal", "not_equal")

_ROW_BY_COLUMN = ("multiply row by column, then add up", "行乘以列，再相加")
_PAIRS = ("multiply in pairs, then add up", "成对相乘，再相加")
_LARGEST = ("find the largest", "找最大值")
_SMALLEST = ("find the smallest", "找最小值")
DOING = {
    **{name: title for name, (title, _) in RARER.items()},
    "matmul": _ROW_BY_COLUMN,
    "dot": _ROW_BY_COLUMN,
    "inner": _PAIRS,
    "vdot": _PAIRS,
    "einsum": ("multiply and add up, index by index", "按下标相乘并求和"),
    "tensordot": ("multiply, then add up along shared axes", "相乘，再沿公共轴求和"),
    "outer": ("multiply each by each", "两两相乘"),
    "add": ("add, cell by cell", "逐格相加"),
    "subtract": ("subtract, cell by cell", "逐格相减"),
    "multiply": ("multiply, cell by cell", "逐格相乘"),
    "divide": ("divide, cell by cell", "逐格相除"),
    "true_divide": ("divide, cell by cell", "逐格相除"),
    "floor_divide": ("divide and round down, cell by cell", "逐格整除"),
    "remainder": ("the remainder of a division, cell by cell", "逐格取余"),
    "power": ("to a power, cell by cell", "逐格取幂"),
    "square": ("square every cell", "逐格平方"),
    "maximum": ("keep the larger, cell by cell", "逐格取较大者"),
    "minimum": ("keep the smaller, cell by cell", "逐格取较小者"),
    "negative": ("change every sign", "全部变号"),
    "absolute": ("leave away every sign", "逐格取绝对值"),
    "sign": ("keep only the sign of every cell", "逐格取符号"),
    "reciprocal": ("1 divided by every cell", "逐格取倒数"),
    "exp": ("raise e to every cell", "逐格取 e 的幂"),
    "log": ("the logarithm of every cell", "逐格取对数"),
    "log2": ("the logarithm to base 2 of every cell", "逐格取以 2 为底的对数"),
    "log10": ("the logarithm to base 10 of every cell", "逐格取以 10 为底的对数"),
    "log1p": ("the logarithm of 1 + every cell", "逐格取 1 + x 的对数"),
    "expm1": ("raise e to every cell, minus 1", "逐格取 e 的幂再减 1"),
    "tanh": ("the tanh of every cell", "逐格取 tanh"),
    "sin": ("the sine of every cell", "逐格取正弦"),
    "cos": ("the cosine of every cell", "逐格取余弦"),
    "arctan": ("the arctangent of every cell", "逐格取反正切"),
    "sqrt": ("the root of every cell", "逐格开方"),
    "floor": ("round every cell down", "逐格向下取整"),
    "ceil": ("round every cell up", "逐格向上取整"),
    "round": ("round every cell", "逐格四舍五入"),
    "around": ("round every cell", "逐格四舍五入"),
    "rint": ("round every cell to a whole number", "逐格取整"),
    "clip": ("keep every cell within limits", "把每格限制在范围内"),
    "greater": ("which cells are greater", "哪些格更大"),
    "greater_equal": ("which cells are greater or equal", "哪些格更大或相等"),
    "less": ("which cells are less", "哪些格更小"),
    "less_equal": ("which cells are less or equal", "哪些格更小或相等"),
    "equal": ("which cells are equal", "哪些格相等"),
    "not_equal": ("which cells differ", "哪些格不同"),
    "logical_and": ("true where both are", "两者都真处为真"),
    "logical_or": ("true where one of them is", "其一为真处为真"),
    "logical_not": ("true where it was not", "真假互换"),
    "isnan": ("which cells are no number", "哪些格不是数"),
    "isfinite": ("which cells are finite", "哪些格是有限数"),
    "sum": ("add up", "求和"),
    "prod": ("multiply all", "求积"),
    "mean": ("take the mean", "求平均"),
    "average": ("take the mean", "求平均"),
    "median": ("take the median", "求中位数"),
    "std": ("the standard deviation", "求标准差"),
    "var": ("the variance", "求方差"),
    "max": _LARGEST,
    "amax": _LARGEST,
    "min": _SMALLEST,
    "amin": _SMALLEST,
    "argmax": ("find where the largest is", "找最大值的位置"),
    "argmin": ("find where the smallest is", "找最小值的位置"),
    "any": ("is any of them true?", "是否有真"),
    "all": ("are all of them true?", "是否全真"),
    "count_nonzero": ("count those that are not 0", "数非零的个数"),
    "cumsum": ("add up, keeping every sum on the way", "逐个累加"),
    "cumprod": ("multiply, keeping every product on the way", "逐个累乘"),
    "linalg.norm": ("how long it is: the norm", "求范数"),
    "trace": ("add up the diagonal", "对角线求和"),
    "sort": ("sort", "排序"),
    "argsort": ("in which order they would be sorted", "排序后的次序"),
    "partition": ("put in order in part", "部分排序"),
    "searchsorted": ("find the place in an order", "找应在的位置"),
    "digitize": ("find the range that each lies in", "找所在的区间"),
    "histogram": ("count how many lie in each range", "数各区间的个数"),
    "percentile": ("the number below which a share lies", "求百分位数"),
    "quantile": ("the number below which a share lies", "求分位数"),
    "nonzero": ("find where it is not 0", "找出非零的位置"),
    "flatnonzero": ("find where it is not 0", "找出非零的位置"),
    "argwhere": ("find where it is not 0", "找出非零的位置"),
    "argpartition": ("which stand before, and which after", "分成前后两组的次序"),
    "unique": ("keep each value once", "去掉重复的值"),
    "bincount": ("count how often each number occurs", "数每个数出现的次数"),
    "diff": ("from each to the next: the differences", "相邻两数之差"),
    "gradient": ("how steep it is at each cell", "各处的斜率"),
    "select": ("choose by the first condition that holds", "按首个成立的条件选择"),
    "piecewise": ("choose by the condition that holds", "按成立的条件选择"),
    "divmod": ("divide, with what is left over", "带余除法"),
    "left_shift": ("move bits up", "二进制左移"),
    "right_shift": ("move bits down", "二进制右移"),
    "sinc": ("the sinc of every cell", "逐格取 sinc"),
    "isin": ("which cells are in another array", "哪些格在另一数组中"),
    "interp": ("read off a line from point to point", "从折线上读数"),
    "fill": ("write one number everywhere", "全部写成一个数"),
    "unravel_index": ("find the place along each axis", "求沿每个轴的位置"),
    "ravel_multi_index": ("count the place through all cells", "求逐格数到的位置"),
    "allclose": ("ask whether they are nearly alike", "问它们是否几乎相同"),
    "isclose": ("ask where they are nearly alike", "问它们在哪里几乎相同"),
    "array_equal": ("ask whether they are alike", "问它们是否相同"),
    "copyto": ("write another array over it", "用另一数组覆盖"),
    "putmask": ("write where a mask holds", "在掩码为真处写入"),
    "fill_diagonal": ("write into the diagonal", "写入对角线"),
    "diag": ("the diagonal", "对角线"),
    "linalg.inv": ("the inverse matrix", "逆矩阵"),
    "linalg.pinv": ("the pseudoinverse", "伪逆矩阵"),
    "linalg.lstsq": ("the closest solution", "最小二乘解"),
    "linalg.eigvals": ("eigenvalues", "特征值"),
    "linalg.eigvalsh": ("eigenvalues", "特征值"),
    "linalg.matrix_power": ("a power of a matrix", "矩阵的幂"),
    "linalg.multi_dot": ("a chain of products", "连续的矩阵乘积"),
    "kron": ("the Kronecker product", "克罗内克积"),
    "cross": ("the cross product", "叉积"),
    "vecdot": _PAIRS,
    "convolve": ("slide, multiply and add up: convolution", "滑动相乘再相加：卷积"),
    "correlate": ("slide, multiply and add up", "滑动相乘再相加"),
    "meshgrid": ("pair each with each", "两两配对"),
    "linalg.solve": ("solve a system of equations", "解方程组"),
    "linalg.eigh": ("eigenvalues and eigenvectors", "特征值与特征向量"),
    "linalg.eig": ("eigenvalues and eigenvectors", "特征值与特征向量"),
    "linalg.svd": ("singular value decomposition", "奇异值分解"),
    "linalg.qr": ("QR decomposition", "QR 分解"),
    "linalg.cholesky": ("Cholesky decomposition", "Cholesky 分解"),
    "linalg.det": ("the determinant", "行列式"),
    "getitem": ("pick cells", "取出一部分"),
    "take": ("pick cells", "取出一部分"),
    "compress": ("keep what is marked", "保留标记的部分"),
    "delete": ("leave a part away", "去掉一部分"),
    "insert": ("put something in between", "在中间插入"),
    "take_along_axis": ("pick a cell of each", "沿轴各取一格"),
    "setitem": ("write cells in place", "就地写入"),
    "where": ("choose cell by cell", "逐格选择"),
    "reshape": ("lay out anew", "重新排列"),
    "ravel": ("lay out in one row", "排成一行"),
    "flatten": ("lay out in one row", "排成一行"),
    "squeeze": ("drop axes of length 1", "去掉长度为 1 的轴"),
    "expand_dims": ("add an axis of length 1", "加一个长度为 1 的轴"),
    "broadcast_to": ("repeat to a larger shape", "重复成更大的形状"),
    "rot90": ("turn by a right angle", "旋转直角"),
    "rollaxis": ("put the axes in another order", "改变轴的次序"),
    "flip": ("turn the order round", "次序颠倒"),
    "roll": ("shift around", "循环移动"),
    "pad": ("put a border around", "四周填充"),
    "tile": ("repeat as a whole", "整体重复"),
    "repeat": ("repeat every cell", "逐格重复"),
    "split": ("cut into parts", "切成几份"),
    "array_split": ("cut into parts", "切成几份"),
    "concatenate": ("join end to end", "首尾相接"),
    "hstack": ("join side by side", "左右相接"),
    "vstack": ("join one below the other", "上下相接"),
    "stack": ("stack along a new axis", "沿新轴叠放"),
    "triu": ("keep what is above the diagonal", "保留上三角"),
    "tril": ("keep what is below the diagonal", "保留下三角"),
    "array": ("make an array", "做成数组"),
    "zeros": ("an array of zeros", "全零数组"),
    "zeros_like": ("zeros of the same shape", "同形状的全零数组"),
    "ones": ("an array of ones", "全一数组"),
    "ones_like": ("ones of the same shape", "同形状的全一数组"),
    "full": ("an array of one number", "同一个数的数组"),
    "eye": ("ones on the diagonal", "对角线为一的数组"),
    "identity": ("ones on the diagonal", "对角线为一的数组"),
    "arange": ("count up", "依次数数"),
    "linspace": ("numbers at equal distances", "等距的数"),
    "geomspace": ("each so many times the one before", "等比的数"),
    "logspace": ("each so many times the one before", "等比的数"),
    "copy": ("copy every cell", "逐格复制"),
    "astype": ("write as another type of number", "转换数的类型"),
}
_ALONG = ("down each column", "沿每一列"), ("across each row", "沿每一行")
_METHODS = {
    "ufunc.reduce": ("over all, one after the other", "逐个累积成一个"),
    "ufunc.accumulate": ("one after the other, keeping each", "逐个累积并保留"),
    "ufunc.outer": ("each with each", "两两之间"),
    "ufunc.at": ("in place, at the places given", "在给定位置就地进行"),
    "ufunc.reduceat": ("over each part", "逐段累积"),
}


def doing(operation: Operation) -> str:
    """What an operation does, as a title."""
    operation = as_written(operation)
    known = _known(operation)
    what = said(*known) if known else operation.function
    method = _METHODS.get(operation.kind)
    if method:
        return headline(f"{operation.function}: {said(*method)}")
    for more in (_axis(operation), _mask(operation)):
        if more:
            what = said("{what}, {more}", "{what}，{more}", what=what, more=more)
    return headline(what)


def _known(operation: Operation) -> tuple[str, str] | None:
    """A title in English and Chinese that is true of an operation, or None."""
    function = operation.function
    special = _SPECIAL.get(function)
    return (special and special(operation)) or DOING.get(function)


def _product(operation):
    """Of vectors there is no row by column; with a number none is added up."""
    ranks = [len(value.shape) for value in operation.operands]
    if len(ranks) != 2:
        return None
    if 0 in ranks:
        return DOING["multiply"]
    if ranks == [2, 2] and operation.operands[0].shape[1] == 1:
        return DOING["outer"]
    return _PAIRS if ranks == [1, 1] else None


def _transposed(operation):
    rank = len(operation.operands[0].shape)
    if rank < 2:
        return ("nothing to turn over: one axis", "只有一个轴，不变")
    if permuted(operation) == tuple(range(rank)):
        return ("leave the axes as they are", "轴的次序不变")
    if operation.function == "swapaxes":
        return ("swap two axes", "交换两个轴")
    if rank == 2:
        return ("swap rows and columns", "行列互换")
    return ("put the axes in another order", "改变轴的次序")


def _where(operation):
    if len(operation.operands) == 1:
        return ("find where it is true", "找出为真的位置")
    return None


def _picked(operation):
    """x[:, None] only adds an axis; it picks nothing."""
    (first, *_), result = operation.operands, operation.result
    if (
        len(operation.operands) == 1
        and result.array.size == first.array.size
        and len(result.shape) > len(first.shape)
    ):
        return DOING["expand_dims"]
    cells = picked_cells(operation)
    if cells is not None and cells.shape == first.shape:
        flat = cells.ravel()
        if len(np.unique(flat)) == flat.size and (np.diff(flat) != 1).any():
            return "put the cells in another order", "换次序"
    return None


_SPECIAL = {
    "matmul": _product,
    "dot": _product,
    **dict.fromkeys(("transpose", "swapaxes", "moveaxis"), _transposed),
    "where": _where,
    "getitem": _picked,
}
_REDUCED = (
    *("sum", "prod", "mean", "average", "median", "std", "var", "max", "amax"),
    *("min", "amin", "argmax", "argmin", "any", "all", "cumsum", "linalg.norm"),
)


def _axis(operation):
    """Along which axis a reduction goes, "" along all."""
    axis = operation.parameters.get("axis")
    if operation.function not in _REDUCED or axis is None:
        return ""
    rank = len(operation.operands[0].shape)
    if rank == 2 and axis in (0, 1, -1, -2):
        return said(*_ALONG[axis % 2])
    if rank == 1:
        return ""
    if isinstance(axis, dict):
        axis = ", ".join(map(str, axis.get("tuple", ())))
    return said("along axis {axis}", "沿轴 {axis}", axis=axis)


def _mask(operation):
    given = operation.parameters.get("call", {}).get("kwargs", {})
    return said("where a mask holds", "只在掩码为真处") if "where" in given else ""
