"""Sentences about two digits side by side."""

from scenes.wording.names import number, one_of, plain, said


def twins_images(digit):
    return (said(f"Two handwritten {digit}s", f"两个手写的 {digit}"),
            said("The network reads one of them right and the other one "
                 "wrong. Where do the two part ways?",
                 "网络读对了一个，读错了另一个。它们在哪里分道扬镳？"))


def twins_title(name):
    titles = {
        "hidden_pre_sigmoid": said("Hidden layer: weights × image + biases",
                                   "隐藏层：权重 × 图像 + 偏置"),
        "hidden_neurons": said("Squash with the sigmoid", "用 sigmoid 压缩"),
        "output_pre_sigmoid": said(
            "Output layer: weights × hidden neurons + biases",
            "输出层：权重 × 隐藏神经元 + 偏置")}
    return titles.get(name, plain(name))


def twins_lead(name, count):
    return said(f"The {count} numbers in {name}, for each of the two.",
                f"两幅图像各有 {count} 个{plain(name)}。")


def twins_apart(name, count, index, left, right):
    one = one_of(name, count)
    first, second = number(left[index], left), number(right[index], right)
    return said(f"Most apart: {one.lower()} {index}, {first} and {second}.",
                f"相差最大：{one} {index}，{first} 和 {second}。")


def twins_answer(right, wrong):
    return (said(f"One is read as {right}, the other as {wrong}",
                 f"一个读作 {right}，另一个读作 {wrong}"),
            said("The largest output is the answer.", "最大的输出就是答案。"))


def parting(right, wrong):
    formula = f"(weights[{wrong}] − weights[{right}]) × hidden_neurons"
    return (said("Where the two part ways", "它们在哪里分道扬镳"),
            said(f"Each hidden neuron pulls towards {wrong} (orange) or "
                 f"towards {right} (blue): {formula}.",
                 f"每个隐藏神经元把答案拉向 {wrong}（橙）或 {right}（蓝）："
                 f"{formula}。"))


def parting_turn(index, pulls):
    first, second = (number(pull[index], pull) for pull in pulls)
    return said(f"The largest difference: neuron {index}, {first} and "
                f"{second}.",
                f"差别最大：神经元 {index}，{first} 和 {second}。")


def mended(before, after):
    title = said("The learning step that mends it", "纠正错误的一步学习") \
        if before != after \
        else said("One learning step is not enough", "学习一步还不够")
    return title, said(
        f"The misread digit was read as {before}; after one learning step "
        f"the same image is read as {after}.",
        f"误读的数字原来读作 {before}；学习一步之后，同一幅图像读作 {after}。")
