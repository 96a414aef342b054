"""Sentences about two digits side by side."""

from scenes.words.naming import number, one_of, plain, said


def twins_names():
    """What the two images are called, left and right."""
    return said("read right", "读对的"), said("read wrong", "读错的")


def twins_images(digit):
    return (said(
        "Two handwritten {digit}s",
        "两个手写的 {digit}",
        digit=digit),
            said("One is read right, the other wrong. Why?",
                 "一个读对了，另一个读错了。为什么？"))


def twins_title(name):
    titles = {
        "hidden_pre_sigmoid": said("The sums of the hidden layer",
                                   "隐藏层的和"),
        "hidden_neurons": said("Squash with the sigmoid", "用 sigmoid 压缩"),
        "output_pre_sigmoid": said("The sums of the output layer",
                                   "输出层的和")}
    return titles.get(name, plain(name))


def twins_name(name):
    """What the step that shows a column of both is called."""
    names = {"hidden_pre_sigmoid": said("hidden sums", "隐藏层求和"),
             "output_pre_sigmoid": said("output sums", "输出层求和")}
    return names.get(name, plain(name))


def twins_lead(name, right, wrong):
    """What to look for in a column of both.

    Args:
        right, wrong: the digits that they are read as.
    """
    leads = {
        "hidden_pre_sigmoid": said("Look for the bars that differ most.",
                                   "留意差别最大的条。"),
        "hidden_neurons": said("Look for neurons that only one image lights.",
                               "留意只有一边亮的神经元。"),
        "output_pre_sigmoid": said(
            "Look at digits {right} and {wrong}, the rivals.",
            "留意对手：数字 {right} 和 {wrong}。",
            right=right, wrong=wrong)}
    return leads[name]


def twins_apart(name, count, index, left, right):
    one = one_of(name, count)
    first, second = number(left[index], left), number(right[index], right)
    return said(
        "Most apart: {one_lower} {index}, {first} and {second}.",
        "相差最大：{one} {index}，{first} 和 {second}。",
        one_lower=one.lower(), index=index, first=first, second=second,
        one=one)


def twins_answer(right, wrong):
    return (said(
        "One is read as {right}, the other as {wrong}",
        "一个读作 {right}，另一个读作 {wrong}",
        right=right, wrong=wrong),
            said("Look at the largest output: it is the answer.",
                 "看最大的输出：它就是答案。"))


def parting(right, wrong):
    return (said("Where the two part ways", "它们在哪里分道扬镳"),
            said(
                "Each hidden neuron pulls to {wrong} (orange) or to {right} "
                "(blue).",
                "每个隐藏神经元把答案拉向 {wrong}（橙）或 {right}（蓝）。",
                wrong=wrong, right=right))


def pull(right, wrong):
    """The name above the column of pulls: how they are computed."""
    return f"pull = (weights[{wrong}] - weights[{right}]) * hidden_neurons"


def parting_turn(index, pulls):
    first, second = (number(pull[index], pull) for pull in pulls)
    return said(
        "The largest difference: neuron {index}, {first} and {second}.",
        "差别最大：神经元 {index}，{first} 和 {second}。",
        index=index, first=first, second=second)


def strokes(index):
    return (said(
        "The weights of hidden neuron {index}",
        "隐藏神经元 {index} 的权重",
        index=index),
            said("Look where the strokes meet orange or blue.",
                 "看笔画在哪里碰到橙色或蓝色。"))


def strokes_turn():
    return said("Orange adds to its sum, blue takes away.",
                "橙色使和变大，蓝色使和变小。")


def weights_of(index):
    """The name above the weights of a hidden neuron."""
    return f"input_to_hidden_weights[{index}]"


def weights_times_image():
    """The name above those weights times an image."""
    return said("weights × image", "权重 × 图像")


def products_added():
    """What stands above their sum."""
    return said("all products added:", "全部乘积相加：")


def biased_and_squashed():
    """What stands above the hidden neuron that the sum becomes."""
    return said("with its bias, squashed:", "加上偏置，再压缩：")


def mended(before, after):
    title = said("The learning step that mends it", "纠正错误的一步学习") \
        if before != after \
        else said("One learning step is not enough", "学习一步还不够")
    return title, said(
        "Read as {before} before, as {after} after one step.",
        "学习前读作 {before}，学习一步后读作 {after}。",
        before=before, after=after)


def rise_and_fall(right, wrong, change):
    """What a learning step did to both rivals, once both are lit.

    Args:
        change: of all outputs.
    """
    right_change, wrong_change = (number(change[one], change)
                                  for one in (right, wrong))
    return said(
        "Digit {wrong}: {wrong_change}, digit {right}: {right_change}.",
        "数字 {wrong}：{wrong_change}，数字 {right}：{right_change}。",
        wrong=wrong, wrong_change=wrong_change, right=right,
        right_change=right_change)
