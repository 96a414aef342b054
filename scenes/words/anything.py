"""Sentences about any operation, and about what goes in."""

from scenes.words.naming import code, headed, plain, said

OPERATORS = {
    "matmul": "×", "add": "+", "subtract": "−", "multiply": "×",
    "divide": "÷", "true_divide": "÷", "power": "^", "maximum": "max",
    "minimum": "min", "greater": ">", "less": "<", "equal": "=",
}

_ROW_BY_COLUMN = ("multiply row by column, then add up", "行乘以列，再相加")
DOING = {
    "matmul": _ROW_BY_COLUMN, "dot": _ROW_BY_COLUMN,
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
    "sum": ("add up", "求和"), "mean": ("take the mean", "求平均"),
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


def is_one_hot(array):
    """Whether a column is 1 at one place and 0 elsewhere."""
    values = array.ravel()
    return values.size > 1 and (values == 1).sum() == 1 \
        and (values == 0).sum() == values.size - 1


def opening_name():
    """What the step before all others is called."""
    return said("the network", "网络")


def opening_lead():
    return said("Each dot is a neuron: it holds one number.",
                "每个点是一个神经元：它存着一个数。")


def layer_of(place, count, layers):
    """What stands above a layer on the map of the network.

    Args:
        place: 0 for the pixels, layers - 1 for the outputs.
        count: of its neurons.
    """
    names = {0: "pixels", layers - 1: "outputs"}
    return f"{count} {names.get(place, 'hidden neurons')}"


def of_all(count, shown):
    """How many neurons of a layer are drawn, if not all are."""
    return "" if shown == count else f"{shown} of them drawn"


def arrive_title(value):
    if value.name == "image" and value.array.size == 784:
        return said("A handwritten digit arrives", "一个手写数字来了")
    return said("The right answer, as numbers", "用数字表示的正确答案") \
        if is_one_hot(value.array) else said("What goes in", "输入")


def arrive_lead(values):
    first = values[0]
    if first.array.size == 784:
        return said(
            "28 × 28 pixels, each from 0 (no ink) to 1 (full ink). "
            "Row after row they make a column of 784, counting from 0.",
            "28 × 28 个像素，每个是 0（无墨）到 1（满墨）的数。"
            "逐行接成一列，共 784 个，从 0 开始编号。")
    if is_one_hot(first.array):
        size, place = first.array.size, int(first.array.argmax())
        return said(f"One number for each of the {size} outputs: 1 at "
                    f"{place}, 0 everywhere else.",
                    f"{size} 个输出各有一个数：{place} 处为 1，其余为 0。")
    return said("; ", "；").join(
        headed(plain(value.name), " × ".join(map(str, value.shape)))
        for value in values) + said(".", "。")


def generic_title(operation):
    doing = operation.function
    if doing in DOING:
        doing = said(*DOING[doing])
    return f"{doing[:1].upper()}{doing[1:]}"


def generic_lead(operation, target):
    """What the result is called and which arrays it comes from."""
    result = plain(target) or said("A part of the line", "这一行的一部分")
    result = f"{result[:1].upper()}{result[1:]}"
    names = [code(value.name or value.expression)
             or said("a result before", "前面的结果")
             for value in operation.operands if not value.is_scalar]
    if not names:
        return said(f"{result} begins here.", f"{result}从这里开始。")
    return said(f"{result} comes from {' and '.join(names)}.",
                f"{result}由 {'、'.join(names)} 得到。")
