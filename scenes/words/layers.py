"""Sentences about what a layer computes: sums, biases, curve, answer."""

from scenes.words.numbers import written
from scenes.reading.layer_names import layer_named
from scenes.words.phrases import in_layer
from scenes.words.naming import headed, noun, one_of, plain, said


def sheets_lead(target, left, count, cells):
    one, where = one_of(target, count), layer_named(target)
    owner = f"{where} {one.lower()}".strip()
    return said(
        "Each of the {count} sheets holds the {cells} {left} of one {owner}.",
        "{count} 张薄片，每张是一个{one}的 {cells} 个{left}。",
        count=count, cells=cells, left=noun(left), owner=owner, one=one)


def biases_lead(target, count, *, of_image):
    """
    Args:
        of_image: whether what goes into the network is an image.
    """
    one = one_of(target, count)
    what = "image" if of_image else "input"
    return said(
        "A bias is the {one_lower}'s own number, the same for every {what}.",
        "偏置是每个{one}自己的一个数，与{what_}无关。",
        one_lower=one.lower(), what=what, one=one,
        what_='图像' if of_image else '输入')


def join_title(target, bias):
    return in_layer(target, said(
        "add the {bias}",
        "加上{bias}",
        bias=noun(bias)))


def joined(target, count, index, bias, total):
    one = one_of(target, count)
    return said(
        "{one} {index}: {bias} joins, which makes {total}.",
        "{one} {index}：加上 {bias}，得到 {total}。",
        one=one, index=index, bias=bias, total=total)


def curve_title(target, function):
    title = said(
        "through the curve of {function}",
        "经过 {function} 的曲线",
        function=function)
    if function == "sigmoid":
        title = said("squash with the sigmoid", "用 sigmoid 压缩")
    return in_layer(target, title)


def curve_name(target, function):
    """A step's name, which tells the curves of the layers apart."""
    return f"{plain(layer_named(target))} {function}".strip()


def curve_lead(function, low, high):
    if -1 <= low <= high <= 1:
        low, high = written(low, "g"), written(high, "g")
        return said(
            "Every value slides onto the curve and lands between {low} and "
            "{high}.",
            "每个值落到曲线上，变成 {low} 到 {high} 之间的数。",
            low=low, high=high)
    return said(
        "Every value slides onto the curve of {function} and lands there.",
        "每个值落到 {function} 的曲线上。",
        function=function)


def curve_first(target, count, index):
    one = f"{one_of(target, count)} {index}"
    return said(
        "{one} first, slowly: it is nearest to where the curve bends most.",
        "先慢慢看{one}：它最靠近曲线最弯的地方。",
        one=one)


def curve_turn(target, count, index, function, x, y):
    return headed(f"{one_of(target, count)} {index}",
                  f"{function}({x}) = {y}")
