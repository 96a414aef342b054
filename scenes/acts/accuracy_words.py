"""What is said of answers that are held against the right ones."""

import numpy as np

from scenes.arrays.numbers import number_format
from scenes.reading.accuracies import Accuracy
from scenes.words.naming import code, number, said


def title() -> str:
    return said("How many are right?", "答对了几个？")


def step_name() -> str:
    return said("accuracy", "准确率")


def names(found: Accuracy) -> tuple[str, str, str]:
    """Of the answers, the right ones, and where they agree."""
    answers = found.answers.name or said("answer", "答案")
    wanted = found.wanted.name or said("right one", "正确答案")
    return code(answers), code(wanted), said("equal?", "相等？")


def lead(found: Accuracy) -> str:
    if found.chosen is not None:
        return said(
            "The place of the largest of each line is the answer; it counts if it is "
            "the right one.",
            "每条中最大值的位置就是答案；与正确答案相同才算数。",
        )
    return said(
        "Each of the {count} answers is held against the right one.",
        "{count} 个答案逐个与正确答案对照。",
        count=found.hits.array.size,
    )


def turn(found: Accuracy, index: int) -> str:
    answers, wanted = (
        one.array.ravel().astype(float) for one in (found.answers, found.wanted)
    )
    is_right = bool(found.hits.array.ravel()[index])
    fields = {
        "index": index,
        "answer": number_format(answers)(answers[index]),
        "wanted": number_format(wanted)(wanted[index]),
    }
    if is_right:
        return said(
            "Example {index}: the answer is {answer}, and so is the right one.",
            "样本 {index}：答案是 {answer}，正确。",
            **fields,
        )
    return said(
        "Example {index}: the answer is {answer}, the right one {wanted}: wrong.",
        "样本 {index}：答案是 {answer}，正确的是 {wanted}：错。",
        **fields,
    )


def counted(found: Accuracy) -> str:
    return said(
        "{right} of {count}",
        "{count} 中 {right}",
        right=found.right,
        count=found.hits.array.size,
    )


def written_total(found: Accuracy) -> str:
    total = np.asarray(found.total.result.array, float).ravel()
    return f"= {number(total[0], total)}"


def outcome(found: Accuracy) -> str:
    right, count = found.right, found.hits.array.size
    share = f"{100 * right / count:.4g}"
    if right == count:
        return said("All {count} are right.", "{count} 个全对。", count=count)
    if not right:
        return said("None of {count} is right.", "{count} 个全错。", count=count)
    return said(
        "{right} of {count} are right: {share} %.",
        "{count} 个中对 {right} 个：{share} %。",
        right=right,
        count=count,
        share=share,
    )
