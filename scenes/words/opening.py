"""Words of the opening."""

from scenes.words.naming import said


def opening_name():
    """What the step before all others is called."""
    return said("the network", "网络")


def opening_lead():
    return said("Each dot is a neuron: it holds one number.",
                "每个点是一个神经元：它存着一个数。")


def layer_of(place, count, layers):
    """What stands above a layer on the map of the network.

    Args:
        place: 0 for the pixels, layers - 1 for the outputs.
        count: of its neurons.
    """
    names = {0: "pixels", layers - 1: "outputs"}
    return f"{count} {names.get(place, 'hidden neurons')}"


def of_all(count, shown):
    """How many neurons of a layer are drawn, if not all are."""
    return "" if shown == count else f"{shown} of them drawn"
