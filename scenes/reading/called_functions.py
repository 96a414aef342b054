"""What the function of a call is called where it is called."""

from network.trace import Step


def called_as(first: Step) -> str:
    """The function that a step is the first of: "relu" of net.relu(x), and of an
    object that is called itself its class, "Tanh"."""
    *outer, own = first.function.replace(".<locals>", "").split(".")
    return outer[-1] if own == "__call__" and outer else own


def result_as(first: Step) -> str:
    """What a call gives, where no name is given to it: as the function; of an
    object that is called, the caller's own words, "layers[0](x)"."""
    if first.function.endswith(".__call__"):
        return " ".join(first.call_expression.split())
    return called_as(first)
