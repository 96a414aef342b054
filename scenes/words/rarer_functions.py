"""What functions of NumPy are called and do that fewer networks use.

Of each a title and a sentence, both in English and in Chinese; a sentence is a
template, as plain_deeds has them. Their own tests ask for each in use.
"""

Told = tuple[str, str]

_UNKNOWN = "what is no number", "不是数的"
_EACH = "Of every number of {one}: ", "{one} 的每个数："


def _of_each(title: Told, what: Told) -> tuple[Told, Told]:
    english, chinese = _EACH
    return title, (f"{english}{what[0]}.", f"{chinese}{what[1]}。")


def _pair(title: Told, what: Told) -> tuple[Told, Told]:
    """Of two arrays, number by number."""
    return title, (
        f"Of each number of {{one}} and {{there}}: {what[0]}.",
        f"{{one}} 的每个数与{{there}}：{what[1]}。",
    )


def _known(title: Told, what: Told) -> tuple[Told, Told]:
    """Of those that are numbers: what of an array may be none is left out."""
    english, chinese = _UNKNOWN
    return (f"{title[0]}, without {english}", f"{title[1]}，略去{chinese}"), (
        f"Of {{one}}, without {english}: {what[0]}: {{shape}}.",
        f"{{one}} 中略去{chinese}：{what[1]}：{{shape}}。",
    )


_SPLIT = (
    ("cut into parts", "切成几份"),
    (
        "{one} is cut into parts of one size, {parts} in all.",
        "{one} 切成同样大的 {parts} 份。",
    ),
)
_AS_ARRAY = (
    ("take it as an array", "作为数组"),
    ("{one}, taken as an array: {shape}.", "把 {one} 作为数组：{shape}。"),
)


def _angle(of: str, chinese: str) -> tuple[Told, Told]:
    return _of_each(
        (f"the angle whose {of} each cell is", f"逐格取反{chinese}"),
        (f"the angle whose {of} it is", f"反{chinese}"),
    )


RARER: dict[str, tuple[Told, Told]] = {
    # each number alone
    "positive": _of_each(("the same numbers", "不变的数"), ("itself", "它自己")),
    "conjugate": _of_each(
        ("change the sign of imaginary parts", "取共轭"),
        ("itself, as it has no imaginary part", "它自己，因为没有虚部"),
    ),
    "real": _of_each(("the real parts", "实部"), ("its real part", "实部")),
    "imag": _of_each(("the imaginary parts", "虚部"), ("its imaginary part", "虚部")),
    "angle": _of_each(
        ("the angle of every number", "逐格取辐角"),
        ("half a turn if it is below 0, else 0", "小于 0 时为半圈，否则为 0"),
    ),
    "fabs": _of_each(
        ("leave away every sign", "逐格取绝对值"),
        ("its size without a sign", "绝对值"),
    ),
    "exp2": _of_each(
        ("raise 2 to every cell", "逐格取 2 的幂"), ("2 to the power of it", "2 的幂")
    ),
    "cbrt": _of_each(
        ("the cube root of every cell", "逐格开立方"), ("its cube root", "立方根")
    ),
    "trunc": _of_each(
        ("cut off what stands behind the point", "去掉小数部分"),
        ("the whole number towards 0", "向零取整"),
    ),
    "fix": _of_each(
        ("cut off what stands behind the point", "去掉小数部分"),
        ("the whole number towards 0", "向零取整"),
    ),
    "modf": _of_each(
        ("cut at the point", "拆成小数与整数部分"),
        ("what stands behind its point, and before it", "小数部分与整数部分"),
    ),
    "frexp": _of_each(
        ("as a share and a power of 2", "拆成尾数与 2 的幂"),
        ("a share from ½ to 1 and its sign, and how often to double it",
         "½ 到 1 的数（带符号）与翻倍次数"),
    ),
    "signbit": _of_each(
        ("which cells are below 0", "哪些格带负号"),
        ("whether it has a minus sign", "是否带负号"),
    ),
    "isinf": _of_each(
        ("which cells are infinite", "哪些格是无穷"),
        ("whether it is infinite", "是否无穷"),
    ),
    "isposinf": _of_each(
        ("which cells are +∞", "哪些格是 +∞"), ("whether it is +∞", "是否为 +∞")
    ),
    "isneginf": _of_each(
        ("which cells are −∞", "哪些格是 −∞"), ("whether it is −∞", "是否为 −∞")
    ),
    "isfinite": _of_each(
        ("which cells are finite", "哪些格是有限数"),
        ("whether it is a finite number", "是否为有限数"),
    ),
    "nan_to_num": _of_each(
        ("put numbers where there are none", "把不是数的换成数"),
        (
            "itself; 0 where it is no number, and the largest there is, with its "
            "sign, where it is infinite",
            "它自己；不是数处换成 0，无穷处换成同号的最大数",
        ),
    ),
    "deg2rad": _of_each(
        ("degrees as radians", "角度化为弧度"), ("as an angle in radians", "化为弧度")
    ),
    "radians": _of_each(
        ("degrees as radians", "角度化为弧度"), ("as an angle in radians", "化为弧度")
    ),
    "rad2deg": _of_each(
        ("radians as degrees", "弧度化为角度"), ("as an angle in degrees", "化为角度")
    ),
    "degrees": _of_each(
        ("radians as degrees", "弧度化为角度"), ("as an angle in degrees", "化为角度")
    ),
    "tan": _of_each(
        ("the tangent of every cell", "逐格取正切"), ("its tangent", "正切")
    ),
    "sinh": _of_each(
        ("the hyperbolic sine of every cell", "逐格取双曲正弦"),
        ("its hyperbolic sine", "双曲正弦"),
    ),
    "cosh": _of_each(
        ("the hyperbolic cosine of every cell", "逐格取双曲余弦"),
        ("its hyperbolic cosine", "双曲余弦"),
    ),
    "arcsin": _angle("sine", "正弦"),
    "arccos": _angle("cosine", "余弦"),
    "arctan": _angle("tangent", "正切"),
    "arcsinh": _of_each(
        ("of which number each cell is the hyperbolic sine", "逐格取反双曲正弦"),
        ("of which number it is the hyperbolic sine", "反双曲正弦"),
    ),
    "arccosh": _of_each(
        ("of which number each cell is the hyperbolic cosine", "逐格取反双曲余弦"),
        ("of which number it is the hyperbolic cosine", "反双曲余弦"),
    ),
    "arctanh": _of_each(
        ("of which number each cell is the tanh", "逐格取反双曲正切"),
        ("of which number it is the tanh", "反双曲正切"),
    ),
    "i0": _of_each(
        ("the Bessel function of every cell", "逐格取贝塞尔函数"),
        ("its modified Bessel function, of order 0", "零阶修正贝塞尔函数"),
    ),
    # two arrays, number by number
    "fmax": _pair(
        ("keep the larger, cell by cell", "逐格取较大者"),
        ("the larger, or the only one that is a number", "较大者，或唯一是数的那个"),
    ),
    "fmin": _pair(
        ("keep the smaller, cell by cell", "逐格取较小者"),
        ("the smaller, or the only one that is a number", "较小者，或唯一是数的那个"),
    ),
    "hypot": _pair(
        ("how long both together are", "逐格求斜边"),
        ("the root of both squares added up", "两者平方和的平方根"),
    ),
    "logaddexp": _pair(
        ("add as powers of e, cell by cell", "逐格按 e 的幂相加"),
        ("the logarithm of e^one + e^other", "两者 e 的幂之和的对数"),
    ),
    "logaddexp2": _pair(
        ("add as powers of 2, cell by cell", "逐格按 2 的幂相加"),
        ("the logarithm to base 2 of 2^one + 2^other", "2 的幂之和以 2 为底的对数"),
    ),
    "arctan2": _pair(
        ("the angle of each point", "逐点求方位角"),
        ("the angle of the point so far up and across", "以此高与此远的点的方位角"),
    ),
    "copysign": _pair(
        ("with the signs of another array", "换上另一数组的符号"),
        ("the size of the first with the sign of the second", "前者的大小配后者的符号"),
    ),
    "fmod": _pair(
        ("the remainder of a division, cell by cell", "逐格取余"),
        ("what is left over of the first, with its sign", "余数，符号同前者"),
    ),
    "ldexp": _pair(
        ("times a power of 2", "乘以 2 的幂"),
        ("the first, doubled so often", "前者翻倍这么多次"),
    ),
    "float_power": _pair(
        ("to a power, cell by cell", "逐格取幂"),
        ("the first to the power of the second", "以后者为指数的幂"),
    ),
    "heaviside": _pair(
        ("0 below 0, 1 above", "小于 0 为 0，大于 0 为 1"),
        ("0 if it is below 0, 1 above, and the second at 0",
         "小于 0 为 0，大于 0 为 1，等于 0 为后者"),
    ),
    "gcd": _pair(
        ("the greatest common divisor", "最大公约数"),
        ("the largest number that divides both", "能整除两者的最大数"),
    ),
    "lcm": _pair(
        ("the least common multiple", "最小公倍数"),
        ("the least that both divide", "能被两者整除的最小数"),
    ),
    "logical_xor": _pair(
        ("true where just one of them is", "恰有一个为真处为真"),
        ("whether just one of them holds", "是否恰有一个为真"),
    ),
    "bitwise_xor": _pair(
        ("where both differ, bit by bit", "逐位异或"),
        ("1 in each bit in which they differ", "不同的位为 1"),
    ),
    "bitwise_and": _pair(
        ("where both are, bit by bit", "逐位与"),
        ("1 in each bit that both have", "两者都有的位为 1"),
    ),
    "bitwise_or": _pair(
        ("where one of them is, bit by bit", "逐位或"),
        ("1 in each bit that one of them has", "其一有的位为 1"),
    ),
    # without what is no number
    "nansum": _known(("add up", "求和"), ("its sum", "总和")),
    "nanmean": _known(("take the mean", "求平均"), ("its mean", "平均")),
    "nanprod": _known(("multiply all", "求积"), ("its product", "乘积")),
    "nanmax": _known(("find the largest", "找最大值"), ("its largest", "最大值")),
    "nanmin": _known(("find the smallest", "找最小值"), ("its smallest", "最小值")),
    "nanstd": _known(
        ("the standard deviation", "求标准差"), ("its standard deviation", "标准差")
    ),
    "nanvar": _known(("the variance", "求方差"), ("its variance", "方差")),
    "nanmedian": _known(("take the median", "求中位数"), ("its median", "中位数")),
    "nanargmax": _known(
        ("find where the largest is", "找最大值的位置"),
        ("where its largest is", "最大值的位置"),
    ),
    "nanargmin": _known(
        ("find where the smallest is", "找最小值的位置"),
        ("where its smallest is", "最小值的位置"),
    ),
    "nancumsum": _known(
        ("add up, keeping every sum on the way", "逐个累加"),
        ("the sum of all up to there", "到此为止的和"),
    ),
    "nancumprod": _known(
        ("multiply, keeping every product on the way", "逐个累乘"),
        ("the product of all up to there", "到此为止的乘积"),
    ),
    "nanquantile": _known(
        ("the number below which a share lies", "求分位数"),
        ("the number below which a share of {n} lies", "占 {n} 的数在它以下"),
    ),
    "nanpercentile": _known(
        ("the number below which a share lies", "求百分位数"),
        ("the number below which {n} % lie", "有 {n} % 的数在它以下"),
    ),
    # what is laid out
    "append": (
        ("join end to end", "首尾相接"),
        ("{last} behind {one}: {shape}.", "{last} 接在 {one} 之后：{shape}。"),
    ),
    "block": (
        ("put blocks together", "拼成一块"),
        ("Put together of blocks: {shape}.", "由各块拼成：{shape}。"),
    ),
    "column_stack": (
        ("stand side by side as columns", "并排成列"),
        ("Each becomes a column: {shape}.", "各成一列：{shape}。"),
    ),
    "dstack": (
        ("stack along the third axis", "沿第三轴叠放"),
        ("Laid along the third axis: {shape}.", "沿第三轴叠放：{shape}。"),
    ),
    "hsplit": _SPLIT,
    "vsplit": _SPLIT,
    "dsplit": _SPLIT,
    "fliplr": (
        ("turn each row round", "每行左右翻转"),
        ("Each row of {one}, last cell first.", "{one} 的每行，最后一格在前。"),
    ),
    "flipud": (
        ("turn upside down", "上下翻转"),
        ("The rows of {one}, last row first.", "{one} 的各行，最后一行在前。"),
    ),
    "matrix_transpose": (
        ("swap rows and columns", "行列互换"),
        ("Rows of {one} become columns: {shape}.", "{one} 的行变成列：{shape}。"),
    ),
    "atleast_1d": _AS_ARRAY,
    "atleast_2d": (
        ("two axes at least", "至少两个轴"),
        ("{one} with two axes at least: {shape}.", "{one} 至少有两个轴：{shape}。"),
    ),
    "atleast_3d": (
        ("three axes at least", "至少三个轴"),
        ("{one} with three axes at least: {shape}.", "{one} 至少有三个轴：{shape}。"),
    ),
    "asarray": _AS_ARRAY,
    "asanyarray": _AS_ARRAY,
    "ascontiguousarray": _AS_ARRAY,
    "asfortranarray": _AS_ARRAY,
    "broadcast_arrays": (
        ("repeat both to one shape", "重复成同一形状"),
        ("{one} and {last}, repeated until both have one shape: {shape}.",
         "{one} 与 {last} 重复成同一形状：{shape}。"),
    ),
    "resize": (
        ("fill another shape, again and again", "循环填入另一形状"),
        ("The numbers of {one}, again from the first when they end: {shape}.",
         "{one} 的数依次填入，用完再从头来：{shape}。"),
    ),
    "diagonal": (
        ("the diagonal", "对角线"),
        ("The numbers on a diagonal of {one}: {shape}.",
         "{one} 一条对角线上的数：{shape}。"),
    ),
    "diagflat": (
        ("a matrix with this diagonal", "以此为对角线的矩阵"),
        ("{one} on a diagonal, zeros elsewhere: {shape}.",
         "{one} 放在对角线上，其余为 0：{shape}。"),
    ),
    "extract": (
        ("keep what is marked", "保留标记的部分"),
        ("Of {last} those where {one} holds: {shape}.",
         "{last} 中 {one} 为真处的数：{shape}。"),
    ),
    "choose": (
        ("choose by number", "按编号选择"),
        ("Each number of {one} says from which of the others its cell comes: {shape}.",
         "{one} 的每个数指明这一格取自哪个数组：{shape}。"),
    ),
    "trim_zeros": (
        ("leave zeros away at both ends", "去掉两端的零"),
        ("{one} without the zeros at its ends: {shape}.",
         "{one} 去掉两端的零：{shape}。"),
    ),
    "full_like": (
        ("an array of one number", "同一个数的数组"),
        ("One number everywhere, in the shape of {one}: {shape}.",
         "形状同 {one}，处处是同一个数：{shape}。"),
    ),
    # what is written
    "place": (
        ("write where a mask holds", "在掩码为真处写入"),
        ("Where {two} holds, numbers are written into {one}, one after the other.",
         "在 {two} 为真处把数依次写入 {one}。"),
    ),
    "put": (
        ("write at places", "在给定位置写入"),
        ("Numbers are written into {one} at the places given.",
         "把数写入 {one} 的给定位置。"),
    ),
    "put_along_axis": (
        ("write a cell of each", "沿轴各写一格"),
        ("{last} is written into {one}, in each line at the place that {two} says.",
         "把 {last} 写入 {one}，每条的位置由 {two} 指明。"),
    ),
    # sets and orders
    "union1d": (
        ("what is in one or the other", "并集"),
        ("Each number that is in {one} or in {last}, once: {shape}.",
         "{one} 或 {last} 中的每个数各一次：{shape}。"),
    ),
    "intersect1d": (
        ("what is in both", "交集"),
        ("Each number that is in {one} and in {last}, once: {shape}.",
         "{one} 与 {last} 都有的每个数各一次：{shape}。"),
    ),
    "setdiff1d": (
        ("what is only in the first", "差集"),
        ("Each number that is in {one} and not in {last}, once: {shape}.",
         "{one} 中有而 {last} 中没有的每个数各一次：{shape}。"),
    ),
    "setxor1d": (
        ("what is only in one of them", "对称差"),
        ("Each number that is in just one of {one} and {last}: {shape}.",
         "{one} 与 {last} 中恰有一个有的数：{shape}。"),
    ),
    "lexsort": (
        ("in which order they would be sorted", "排序后的次序"),
        ("The places, sorted by {last}; where that is alike, by what stands before: "
         "{shape}.",
         "按 {last} 排序后的位置；相同处按前一个排：{shape}。"),
    ),
    "argpartition": (
        ("which stand before, and which after", "分成前后两组的次序"),
        ("The places of {one}: at place {n} that which would stand there in order, "
         "before it nothing larger, after it nothing smaller.",
         "{one} 的位置：第 {n} 位是排好序后应在那里的，前面没有更大的，"
         "后面没有更小的。"),
    ),
    # statistics and curves through points
    "cov": (
        ("how rows vary together: covariances", "协方差"),
        ("For each row of {one} with each: how far both leave their means together: "
         "{shape}.",
         "{one} 的每两行：一同偏离各自均值的程度：{shape}。"),
    ),
    "corrcoef": (
        ("how alike rows rise and fall: correlations", "相关系数"),
        ("For each row of {one} with each: from −1, against each other, to 1, alike: "
         "{shape}.",
         "{one} 的每两行：从 −1（相反）到 1（一致）：{shape}。"),
    ),
    "polyfit": (
        ("the polynomial nearest to points", "多项式拟合"),
        ("The factors of the powers of {one} that come closest to {two}, the highest "
         "power first: {shape}.",
         "最接近 {two} 的 {one} 的各次幂系数，最高次在前：{shape}。"),
    ),
    "polyval": (
        ("a polynomial at each cell", "逐格求多项式的值"),
        ("The polynomial with the factors {one}, the highest power first, at each of "
         "{last}.",
         "以 {one} 为系数（最高次在前）的多项式在 {last} 各处的值。"),
    ),
    "vander": (
        ("the powers of every number", "逐个取各次幂"),
        ("A row for each number of {one}: its powers, down to 1: {shape}.",
         "{one} 的每个数一行：它的各次幂，直到 1：{shape}。"),
    ),
    "trapezoid": (
        ("the area below a line", "折线下的面积"),
        ("The area below the line from point to point through {one}.",
         "经过 {one} 各点的折线下的面积。"),
    ),
    "trapz": (
        ("the area below a line", "折线下的面积"),
        ("The area below the line from point to point through {one}.",
         "经过 {one} 各点的折线下的面积。"),
    ),
    "unwrap": (
        ("angles without jumps", "去掉角度的跳变"),
        ("{one}, with whole turns added where it jumps by more than half of one.",
         "{one} 在跳变超过半圈处加减整圈。"),
    ),
    "ediff1d": (
        ("from each to the next: the differences", "相邻两数之差"),
        ("Each number of {one} less the one before it: {shape}.",
         "{one} 的每个数减去前一个：{shape}。"),
    ),
    "cumulative_sum": (
        ("add up, keeping every sum on the way", "逐个累加"),
        ("Each is the sum of all up to there in {one}: {shape}.",
         "每个数是 {one} 中到此为止的和：{shape}。"),
    ),
    "cumulative_prod": (
        ("multiply, keeping every product on the way", "逐个累乘"),
        ("Each is the product of all up to there in {one}: {shape}.",
         "每个数是 {one} 中到此为止的乘积：{shape}。"),
    ),
    "histogram2d": (
        ("count how many lie in each field", "数各区域的点数"),
        ("How many of the points that {one} and {two} give lie in each field: {shape}.",
         "{one} 与 {two} 给出的点落在各区域中的个数：{shape}。"),
    ),
    "packbits": (
        ("eight yes or no as one number", "八个真假合成一个数"),
        ("Eight cells of {one} become the bits of one number: {shape}.",
         "{one} 的每八格成为一个数的二进制位：{shape}。"),
    ),
    "unpackbits": (
        ("each number as eight bits", "每个数拆成八位"),
        ("Each number of {one} becomes its eight bits: {shape}.",
         "{one} 的每个数拆成八个二进制位：{shape}。"),
    ),
    "apply_along_axis": (
        ("the same for each line", "对每条做同样的运算"),
        ("One function for each line of {one}: {shape}.",
         "对 {one} 的每条用同一函数：{shape}。"),
    ),
    "apply_over_axes": (
        ("the same along several axes", "沿几个轴做同样的运算"),
        ("One function along several axes of {one}: {shape}.",
         "沿 {one} 的几个轴用同一函数：{shape}。"),
    ),
    # matrices
    "cross": (
        ("the cross product", "叉积"),
        ("At right angles to {one} and to {last}, as long as the area between them: "
         "{shape}.",
         "垂直于 {one} 与 {last}，长度是它们张成的面积：{shape}。"),
    ),
    "linalg.matrix_rank": (
        ("how many rows say something new: the rank", "矩阵的秩"),
        ("How many rows of {one} are no mixture of others.",
         "{one} 中有几行不是其他行的组合。"),
    ),
    "linalg.slogdet": (
        ("sign and logarithm of the determinant", "行列式的符号与对数"),
        ("How many times larger {one} makes volumes, as a logarithm, and whether it "
         "mirrors them.",
         "{one} 把体积放大多少倍（取对数），以及是否镜像。"),
    ),
    "linalg.cond": (
        ("how unevenly it stretches: the condition number", "条件数"),
        ("How many times more {one} stretches one direction than another, at most.",
         "{one} 对不同方向拉伸倍数之比的最大值。"),
    ),
    "lib.stride_tricks.sliding_window_view": (
        ("look at it through sliding windows", "用滑动窗口看"),
        ("Every window of {one} by itself, as far as it slides: {shape}. Nothing is "
         "copied.",
         "{one} 上滑动的每个窗口：{shape}。数不复制。"),
    ),
}  # fmt: skip
