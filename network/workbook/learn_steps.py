"""What each step of DigitNetwork.learn does, in words."""


def step_texts(say):
    """The steps in their order: slug to a sentence.

    Args:
        say: chooses of an English and a Chinese text that of the workbook.
    """
    return {
        "hidden-pre-sigmoid": say(
            "Each hidden neuron: weights times pixels, summed, and its bias.",
            "每个隐藏神经元：权重乘像素，求和，再加偏置。",
        ),
        "hidden-neurons": say("Squashed into 0..1.", "压到 0 与 1 之间。"),
        "output-pre-sigmoid": say(
            "The same from the hidden neurons, for each digit.",
            "对隐藏神经元做同样的事，每个数字一个。",
        ),
        "output-neurons": say("Squashed into 0..1.", "压到 0 与 1 之间。"),
        "detected": say("The digit of the largest output.", "输出最大的那个数字。"),
        "expected-output": say(
            "What it should be: 1 at the digit shown, else 0.",
            "应有的输出：所示数字处为 1，其余为 0。",
        ),
        "output-delta": say(
            "What it says less what it should say: the slope of the cross-entropy "
            "loss along each sum. (That of the squared error is 2 y (1 - y) times it.)",
            "实际输出减应有输出：交叉熵损失对每个和的斜率。"
            "（平方误差的斜率是它的 2 y (1 - y) 倍。）",
        ),
        "hidden-to-output-adjustment": say(
            "Each digit's error times each hidden neuron.",
            "每个数字的误差乘每个隐藏神经元。",
        ),
        "hidden-to-output-weights": say(
            "Each weight less learn_rate times its adjustment.",
            "每个权重减去 learn_rate 乘它的调整量。",
        ),
        "output-biases": say(
            "Each bias less learn_rate times its digit's error (columns B and C).",
            "每个偏置减去 learn_rate 乘该数字的误差（B、C 列）。",
        ),
        "sigmoid-differential": say(
            "The slope of the sigmoid where the neuron stands: y (1 - y).",
            "sigmoid 在该神经元处的斜率：y (1 - y)。",
        ),
        "hidden-error": say(
            "The output errors come back through the weights that were just updated.",
            "输出误差经刚更新过的权重传回来。",
        ),
        "hidden-delta": say("Error times slope.", "误差乘斜率。"),
        "input-to-hidden-adjustment": say(
            "Each hidden_delta times each pixel: see the sheet Adjustments; here the "
            "extremes.",
            "每个 hidden_delta 乘每个像素：见 Adjustments 表；这里是两端的值。",
        ),
        "input-to-hidden-weights": say(
            "Each weight less learn_rate times its adjustment: see the sheet Learned.",
            "每个权重减去 learn_rate 乘它的调整量：见 Learned 表。",
        ),
        "hidden-biases": say(
            "Each bias less learn_rate times its hidden_delta.",
            "每个偏置减去 learn_rate 乘它的 hidden_delta。",
        ),
    }


STEPS = tuple(step_texts(lambda english, _: english))
NUMBERS = {step: number for number, step in enumerate(STEPS, start=2)}
