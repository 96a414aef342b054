"""Sentences about what a layer computes: sums, biases, curve, answer."""

from scenes.words.numbers import written
from scenes.reading.layer_names import layer_named
from scenes.words.naming import headed, noun, one_of, plain, said


def _in_layer(target, title):
    """A title headed by the layer that it is about, if there is one."""
    where = layer_named(target)
    if not where:
        return title[:1].upper() + title[1:]
    return headed(said(f"{where.capitalize()} layer", plain(where)), title)


def matmul_title(target, left, right):
    title = f"{noun(left)} × {noun(right)}"
    if target and not layer_named(target):
        return headed(plain(target), title)
    return _in_layer(target, title)


def matmul_name(target, left, right):
    return f"{plain(layer_named(target))} {noun(left)} × {noun(right)}".strip()


def sheets_lead(target, left, count, cells):
    one, where = one_of(target, count), layer_named(target)
    owner = f"{where} {one.lower()}".strip()
    return said(
        f"Each of the {count} sheets holds the {cells} {noun(left)} of one "
        f"{owner}.",
        f"{count} 张薄片，每张是一个{one}的 {cells} 个{noun(left)}。")


def rows_lead(target, left, count):
    one = one_of(target, count)
    return said(f"One row of {noun(left)} for each {one.lower()}.",
                f"每个{one}对应一行{noun(left)}。")


def turn_words(target, right, count, index, *, with_sign=False,
               is_largest=False):
    """
    Args:
        with_sign: whether to say that this is what the sign @ means.
        is_largest: whether to say that its sum is the largest in size.
    """
    one = f"{one_of(target, count)} {index}"
    if is_largest:
        return said(f"{one}, largest in size: multiply by the "
                    f"{noun(right)}, then add up.",
                    f"{one}，绝对值最大：与{noun(right)}相乘，再全部相加。")
    if with_sign:
        return said(f"{one}: @ means multiply cell by cell, then add up.",
                    f"{one}：@ 表示逐格相乘，再相加。")
    return said(f"{one}: multiply by the {noun(right)}, cell by cell, then "
                "add it all up.",
                f"{one}：与{noun(right)}逐格相乘，再全部相加。")


def and_so_for_all(count):
    """After a sentence about one of many."""
    return said(f"… and so for all {count}.", f"……{count} 个都是这样。")


def largest_sum(target, count, index, value):
    one = one_of(target, count)
    return said(f"{one} {index} sums to {value}.",
                f"{one} {index} 的和是 {value}。")


def biases_lead(target, count, *, of_image):
    """
    Args:
        of_image: whether what goes into the network is an image.
    """
    one = one_of(target, count)
    what = "image" if of_image else "input"
    return said(f"A bias is the {one.lower()}'s own number, the same for "
                f"every {what}.",
                f"偏置是每个{one}自己的一个数，与"
                f"{'图像' if of_image else '输入'}无关。")


def join_title(target, bias):
    return _in_layer(target, said(f"add the {noun(bias)}",
                                  f"加上{noun(bias)}"))


def joined(target, count, index, bias, total):
    one = one_of(target, count)
    return said(f"{one} {index}: {bias} joins, which makes {total}.",
                f"{one} {index}：加上 {bias}，得到 {total}。")


def curve_title(target, function):
    title = said(f"through the curve of {function}", f"经过 {function} 的曲线")
    if function == "sigmoid":
        title = said("squash with the sigmoid", "用 sigmoid 压缩")
    return _in_layer(target, title)


def curve_name(target, function):
    """A step's name, which tells the curves of the layers apart."""
    return f"{plain(layer_named(target))} {function}".strip()


def curve_lead(function, low, high):
    if -1 <= low <= high <= 1:
        low, high = written(low, "g"), written(high, "g")
        return said("Every value slides onto the curve and lands between "
                    f"{low} and {high}.",
                    f"每个值落到曲线上，变成 {low} 到 {high} 之间的数。")
    return said(
        f"Every value slides onto the curve of {function} and lands there.",
        f"每个值落到 {function} 的曲线上。")


def curve_first(target, count, index):
    one = f"{one_of(target, count)} {index}"
    return said(f"{one} first, slowly: it is nearest to where the curve "
                "bends most.", f"先慢慢看{one}：它最靠近曲线最弯的地方。")


def curve_turn(target, count, index, function, x, y):
    return headed(f"{one_of(target, count)} {index}",
                  f"{function}({x}) = {y}")


def _extreme(function):
    return {"argmax": said("largest", "最大值"),
            "argmin": said("smallest", "最小值")}[function]


def pick_title(function):
    return said(f"The {_extreme(function)} is the answer",
                f"{_extreme(function)}就是答案")


def pick_name(target):
    return said("detected digit", "识别出的数字") if target == "detected" \
        else plain(target)


def pick_lead(function, value):
    return said(f"{function} finds the index of the {_extreme(function)} of "
                f"the {plain(value.name)}.",
                f"{function} 逐个查看{plain(value.name)}，"
                f"记住{_extreme(function)}的序号。")


def pick_turn(function, target, count, index, value):
    one = one_of(target, count)
    return said(f"The {_extreme(function)} so far: {one.lower()} {index} "
                f"with {value}.",
                f"目前的{_extreme(function)}：{one} {index}，{value}。")


def picked(answer, value):
    return said(f"The answer is {answer}, with {value}.",
                f"答案是 {answer}，值为 {value}。")
