"""What of NumPy an array itself offers: attributes, methods, operators."""

import operator

import numpy as np

ATTRIBUTE_VIEWS = {
    "T": "transpose",
    "mT": "matrix_transpose",
    "real": "real",
    "imag": "imag",
}
UPDATING_METHODS = frozenset(
    {"fill", "sort", "partition", "put", "resize", "itemset", "setfield", "byteswap"}
)
LEAVING_METHODS = frozenset(
    {
        "tolist",
        "tobytes",
        "item",
        "tofile",
        "dump",
        "dumps",
        "tostring",
        "to_device",
        "__reduce__",
        "__reduce_ex__",
        "__dlpack__",
    }
)
METHODS = tuple(
    name
    for name in (
        "all any argmax argmin argpartition argsort astype byteswap choose "
        "clip compress conj conjugate copy cumprod cumsum diagonal dot fill "
        "flatten getfield item max mean min nonzero partition prod ptp put "
        "ravel repeat reshape resize round searchsorted setfield sort "
        "squeeze std sum swapaxes take tobytes tolist tofile trace transpose "
        "var view dump dumps __reduce__ __reduce_ex__ __dlpack__ "
        "__copy__ __deepcopy__"
    ).split()
    if hasattr(np.ndarray, name)
)

# Scalar arithmetic has code of its own in NumPy (`np.float64(2) ** 2` is not
# np.power), so it is repeated with the operator that the code used.
OPERATORS = {
    "__add__": (operator.add, "add"),
    "__sub__": (operator.sub, "subtract"),
    "__mul__": (operator.mul, "multiply"),
    "__truediv__": (operator.truediv, "divide"),
    "__floordiv__": (operator.floordiv, "floor_divide"),
    "__mod__": (operator.mod, "remainder"),
    "__pow__": (operator.pow, "power"),
    "__divmod__": (divmod, "divmod"),
    "__matmul__": (operator.matmul, "matmul"),
    "__and__": (operator.and_, "bitwise_and"),
    "__or__": (operator.or_, "bitwise_or"),
    "__xor__": (operator.xor, "bitwise_xor"),
    "__lshift__": (operator.lshift, "left_shift"),
    "__rshift__": (operator.rshift, "right_shift"),
    "__neg__": (operator.neg, "negative"),
    "__pos__": (operator.pos, "positive"),
    "__abs__": (operator.abs, "absolute"),
    "__invert__": (operator.invert, "invert"),
    "__lt__": (operator.lt, "less"),
    "__le__": (operator.le, "less_equal"),
    "__gt__": (operator.gt, "greater"),
    "__ge__": (operator.ge, "greater_equal"),
    "__eq__": (operator.eq, "equal"),
    "__ne__": (operator.ne, "not_equal"),
}
