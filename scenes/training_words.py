"""The words of the film of a training."""

SECTIONS = {
    10: ("first-images", "The first ten images", "the first ten",
         "Too little to see: here is the change alone, magnified."),
    100: ("first-hundred", "The first hundred", "the first hundred",
          "One image at a time: about ten of each digit."),
    1000: ("first-thousand", "The first thousand", "the first thousand",
           "About a hundred of each digit."),
}
MAGNIFIED = 10  # up to so many images, only the change of the weights shows


def first(history):
    """(slug, title, name, lead) of the section before any image."""
    weights = f"{history.hidden} × 784 and 10 × {history.hidden} weights"
    if history.about.start.startswith("random"):
        return ("random", "Before the first image", "random weights",
                f"The {weights} are random: all it can do is guess.")
    return ("start", "Before the first image", "weights found",
            f"The {weights} begin as they were found.")


def epoch(history):
    """(slug, title, name, lead) of the section up to the first epoch's end."""
    count = f"{history.about.images:,}"
    return ("the-epoch", f"Once through all {count} images", "the epoch",
            "Each image once, in a random order: one epoch.")


def later(history):
    """(slug, title, name, lead) of the section of all further epochs."""
    epochs = history.seen[-1] // history.about.images
    return ("more-epochs", f"{epochs} times through them all",
            "more epochs", "The same images again, each time in another "
            "order.")


def last(history):
    """(slug, title, name, lead) of the section at the end."""
    right = _right(history, len(history) - 1)
    return ("trained", "Trained", "trained",
            f"It now reads {share(history.accuracies[-1])} of the test "
            f"images, and {right} of these ten digits.")


def difference(history):
    """(slug, title, name, lead) of the section of what was learnt alone."""
    return ("what-changed", "What learning changed", "what changed",
            "All of it once more: each weight minus what it was at first.")


def change_name(name):
    """What the change of a matrix of weights is called."""
    return f"{name}, change"


def passed(history, checkpoints):
    """What a section shows, with its numbers."""
    start, end = checkpoints[0], checkpoints[-1]
    if start == end:
        return (f"{share(history.accuracies[end])} of "
                f"{history.about.test_images:,} test images read right.")
    return (f"{history.seen[start]:,} to {history.seen[end]:,} images: from "
            f"{share(history.accuracies[start])} to "
            f"{share(history.accuracies[end])} read right.")


def changed(hidden, output):
    """The largest changes of a weight of both layers since the start."""
    return (f"Largest change so far: hidden weight {hidden:+.3f}, "
            f"output weight {output:+.3f}.")


def share(accuracy):
    """A share as it is written everywhere: "91.27 %", exact for
    10,000 images."""
    return f"{100 * accuracy:.2f} %"


def _right(history, checkpoint):
    count = int((history.read[:, checkpoint] == history.labels).sum())
    return "all" if count == len(history.labels) else f"{count}"
