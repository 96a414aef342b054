"""Sentences about layers of neurons, which are counted from 1 in them."""

from scenes.words.naming import said

LAYERS = ("input", "hidden", "output")


def neuron_of(number):
    """What a layer's neurons are called: "hidden neuron"."""
    return said(*(("input neuron", "输入神经元"),
                  ("hidden neuron", "隐藏神经元"),
                  ("output neuron", "输出神经元"))[number - 1])


def step_name(slug):
    """What a step of the film is called."""
    return said(slug.replace("-", " "), {
        "pixels": "像素", "weights": "权重", "hidden-sums": "隐藏层求和",
        "hidden-neurons": "隐藏神经元", "output-sums": "输出层求和",
        "output-neurons": "输出神经元", "answer": "答案"}[slug])


def weight(number, to, start):
    """A weight as the article writes it, all counted from 1.

    Args:
        number: of the layer that it leads to, 2 or 3.
        to, start: index of that neuron and of the one it comes from.
    """
    return f"w({number}-{to},{start})"


def lines_note(*, carried=False):
    """What colour and width of the lines are: under their legend."""
    return said("weight × value", "权重 × 值") if carried \
        else said("weight", "权重")


def in_all(count, shown):
    """How many neurons there are, and how many of them are drawn."""
    return f"{count} in all, all shown" if shown == count \
        else f"{count} in all, {shown} shown"


def and_more(shown, count):
    """The row about the lines that are drawn, and the products that are not.
    """
    return f"{shown} lines shown and {count - shown} more" \
        if count > shown else f"all {count} lines are shown"


def pixels_title(count):
    return said(
        "{count} pixels, {count} input neurons",
        "{count} 个像素，{count} 个输入神经元",
        count=count)


def pixels_lead():
    return said("Each pixel is one neuron, as bright as its ink. Here they "
                "are counted from 1.",
                "每个像素是一个神经元，墨越浓越亮。这里从 1 开始编号。")


def pixels_caption(count, shown):
    return said(
        "Each of the {count} pixels is an input neuron. {shown} of them are "
        "drawn, counted from 1.",
        "{count} 个像素各是一个输入神经元，画出其中 {shown} 个，从 1 开始编号。",
        count=count, shown=shown)


def pixel_rows(index, value):
    """(words, number) of each row about an input neuron.

    Args:
        index: of the pixel, from 0.
        value: as written.
    """
    row, column = divmod(index, 28)
    return ((f"row {row + 1}, column {column + 1}", ""),
            (f"{row} × 28 + {column + 1}", f"= {index + 1}"),
            ("in the code", f"image[{index}]"), ("its value", value))


def weights_title():
    return said("Every line is a weight", "每条线是一个权重")


def weights_lead():
    return said("Blue below zero, orange above; the wider, the further from "
                "zero.", "蓝色小于零，橙色大于零；线越宽，离零越远。")


def weights_caption(first, second):
    """
    Args:
        first, second: (to, from) counts of the two matrices of weights.
    """
    into_hidden, into_output = (f"{one[0]} × {one[1]}"
                                for one in (first, second))
    return said(
        "Every line is a weight: {into_hidden} lead into the hidden neurons, "
        "{into_output} into the outputs.",
        "每条线是一个权重：{into_hidden} 个通向隐藏神经元，{into_output} 个通向输出。",
        into_hidden=into_hidden, into_output=into_output)


def count_rows(first, second):
    """(words, number) of each row about how many weights there are.

    Args:
        first, second: (weights in all, lines drawn) of the two layers.
    """
    return (("into hidden neurons", f"{first[0]:,}"),
            ("of them drawn", f"{first[1]}"),
            ("into output neurons", f"{second[0]:,}"),
            ("of them drawn", f"{second[1]}"))


def weight_rows(number, to, start, value):
    """(words, number) of each row about a weight, as `weight` counts."""
    digit = ((f"the output of digit {to - 1}", ""),) if number == 3 else ()
    return (("leads into layer", str(number)),
            (f"to {neuron_of(number)}", str(to)), *digit,
            (f"from {neuron_of(number - 1)}", str(start)),
            ("its value", value))


def neuron_title(number, index):
    """Which neuron a ledger is about; the third layer's are digits.

    Args:
        index: counted from 1.
    """
    if number == 3:
        return said(
            "output of digit {index_1} (no. {index} of 10)",
            "数字 {index_1} 的输出（10 个中第 {index} 个）",
            index_1=index - 1, index=index)
    return f"{neuron_of(number)} {index}"


def sums_title(number):
    return said("Into the hidden neurons", "进入隐藏神经元") if number == 2 \
        else said("On to the outputs", "再通向输出")


def sums_lead(number):
    what = neuron_of(number - 1) if number == 3 else said("pixel", "像素")
    return said(
        "Each pulse is {what} × weight.",
        "每个脉冲是{what} × 权重。",
        what=what)


def sums_caption(number, count, shown):
    english, chinese = ("", "") if shown == count else (
        f", {shown} of them drawn", f"，画出其中 {shown} 个")
    return said(
        "Each {neuron_of} adds up {count} products of a value and a "
        "weight{english_}.",
        "每个{neuron_of}把 {count} 个值与权重的乘积相加{chinese_}。",
        neuron_of=neuron_of(number), count=count, english_=english,
        chinese_=chinese)


def biases_lead():
    return said("Then each adds its own bias.",
                "然后各自加上自己的偏置。")


def biases_caption(number):
    return said(
        "Then each {neuron_of}'s bias joins.",
        "然后加上每个{neuron_of}的偏置。",
        neuron_of=neuron_of(number))


def squash_title(name):
    return said(
        "Squash with the {name}",
        "用 {name} 压缩",
        name=name)


def squash_lead(number, name):
    if number == 3:
        return said("The ten outputs, too, come between 0 and 1.",
                    "十个输出也变成 0 到 1 之间的数。")
    return said(
        "The {name} brings each sum between 0 and 1.",
        "{name} 把每个和变成 0 到 1 之间的数。",
        name=name)


def squash_caption(number, name):
    return said(
        "The {name} makes each {neuron_of} a number from 0 to 1.",
        "{name} 使每个{neuron_of}成为 0 到 1 之间的数。",
        name=name, neuron_of=neuron_of(number))


def answer_title():
    return said("The largest is the answer", "最大值就是答案")


def answer_lead():
    return said("The lines to the outputs now show what they carry: "
                "weight × value.",
                "现在通向输出的线表示它传递的量：权重 × 值。")


def answer_caption(digit, value):
    return said(
        "The largest output is the answer: {digit}, with {value}.",
        "最大的输出就是答案：{digit}，值为 {value}。",
        digit=digit, value=value)
