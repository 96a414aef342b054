"""What operations do cell by cell, in words: English and Chinese."""

# What one row or column on the right does to all of the array on the left.
OF_LINE = {
    "add": (
        "The {what} {line} is added to each of the {count} {what}s of {whole}.",
        "{what} {line} 加到 {whole} 的全部 {count} {what}上。",
    ),
    "subtract": (
        "The {what} {line} is taken from each of the {count} {what}s of {whole}.",
        "从 {whole} 的全部 {count} {what}中减去{what} {line}。",
    ),
    "multiply": (
        "Each of the {count} {what}s of {whole} is multiplied by the {what} {line}, "
        "cell by cell.",
        "{whole} 的全部 {count} {what}逐格乘以{what} {line}。",
    ),
    "divide": (
        "Each of the {count} {what}s of {whole} is divided by the {what} {line}, "
        "cell by cell.",
        "{whole} 的全部 {count} {what}逐格除以{what} {line}。",
    ),
}
# What one array does to another, cell by cell.
OF_BOTH = {
    "add": (
        "To each cell of {left} that of {right} at the same place is added.",
        "{left} 的每一格加上 {right} 同一位置的格。",
    ),
    "subtract": (
        "From each cell of {left} that of {right} at the same place is taken: "
        "how far they are apart.",
        "{left} 的每一格减去 {right} 同一位置的格：两者相差多少。",
    ),
    "multiply": (
        "Each cell of {left} times that of {right} at the same place.",
        "{left} 的每一格乘以 {right} 同一位置的格。",
    ),
    "divide": (
        "Each cell of {left} divided by that of {right} at the same place.",
        "{left} 的每一格除以 {right} 同一位置的格。",
    ),
    "maximum": (
        "Of {left} and {right} the larger one at each place.",
        "{left} 和 {right} 在每个位置取较大者。",
    ),
    "minimum": (
        "Of {left} and {right} the smaller one at each place.",
        "{left} 和 {right} 在每个位置取较小者。",
    ),
}
# What becomes of every cell where the number stands on the left.
OF_FIRST_NUMBER = {
    "subtract": (
        "Each of the {count} cells of {array} is taken from {number}.",
        "用 {number} 减去 {array} 的 {count} 格中的每一格。",
    ),
    "divide": (
        "{number} is divided by each of the {count} cells of {array}.",
        "用 {number} 除以 {array} 的 {count} 格中的每一格。",
    ),
    "power": (
        "{number} to the power of each of the {count} cells of {array}.",
        "以 {number} 为底，{array} 的 {count} 格各为指数。",
    ),
}
# What becomes of every cell of one array alone.
OF_ONE = {
    "negative": ("Each cell of {name} gets the other sign.", "{name} 的每一格变号。"),
    "logical_not": (
        "What is true in {name} becomes false, and the other way round.",
        "{name} 中真变假，假变真。",
    ),
}
# What one number on the right does to every cell on the left.
OF_NUMBER = {
    "add": (
        "To each of the {count} cells of {left} {right} is added.",
        "{left} 的 {count} 格各加 {right}。",
    ),
    "subtract": (
        "From each of the {count} cells of {left} {right} is taken.",
        "{left} 的 {count} 格各减 {right}。",
    ),
    "multiply": (
        "Each of the {count} cells of {left} times {right}: all are scaled alike.",
        "{left} 的 {count} 格各乘 {right}：一同缩放。",
    ),
    "divide": (
        "Each of the {count} cells of {left} divided by {right}: all are scaled alike.",
        "{left} 的 {count} 格各除以 {right}：一同缩放。",
    ),
}
