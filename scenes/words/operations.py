"""What any operation is called, and a sentence about what it makes."""

from scenes.words.naming import code, plain, said

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
    "less": "<",
    "equal": "=",
}

_ROW_BY_COLUMN = ("multiply row by column, then add up", "行乘以列，再相加")
DOING = {
    "matmul": _ROW_BY_COLUMN,
    "dot": _ROW_BY_COLUMN,
    "add": ("add, cell by cell", "逐格相加"),
    "subtract": ("subtract, cell by cell", "逐格相减"),
    "multiply": ("multiply, cell by cell", "逐格相乘"),
    "divide": ("divide, cell by cell", "逐格相除"),
    "maximum": ("keep the larger, cell by cell", "逐格取较大者"),
    "minimum": ("keep the smaller, cell by cell", "逐格取较小者"),
    "negative": ("change every sign", "全部变号"),
    "exp": ("e to the power of every cell", "逐格取 e 的幂"),
    "log": ("the logarithm of every cell", "逐格取对数"),
    "tanh": ("the tanh of every cell", "逐格取 tanh"),
    "sqrt": ("the root of every cell", "逐格开方"),
    "sum": ("add up", "求和"),
    "mean": ("take the mean", "求平均"),
    "max": ("find the largest", "找最大值"),
    "amax": ("find the largest", "找最大值"),
    "argmax": ("find where the largest is", "找最大值的位置"),
    "transpose": ("swap rows and columns", "行列互换"),
    "getitem": ("pick cells", "取出一部分"),
    "setitem": ("write cells in place", "就地写入"),
    "where": ("choose cell by cell", "逐格选择"),
    "reshape": ("lay out anew", "重新排列"),
    "concatenate": ("join end to end", "首尾相接"),
    "zeros": ("an array of zeros", "全零数组"),
    "ones": ("an array of ones", "全一数组"),
    "copy": ("copy every cell", "逐格复制"),
}


def doing(operation):
    """What an operation does, as a title."""
    what = operation.function
    if what in DOING:
        what = said(*DOING[what])
    return f"{what[:1].upper()}{what[1:]}"


def comes_from(operation, target):
    """What the result is called and which arrays it comes from."""
    result = plain(target) or said("A part of the line", "这一行的一部分")
    result = f"{result[:1].upper()}{result[1:]}"
    names = [
        code(value.name or value.expression) or said("a result before", "前面的结果")
        for value in operation.operands
        if not value.is_scalar
    ]
    if not names:
        return said("{result} begins here.", "{result}从这里开始。", result=result)
    return said(
        "{result} comes from {names}.",
        "{result}由 {listed} 得到。",
        result=result,
        names=" and ".join(names),
        listed="、".join(names),
    )
