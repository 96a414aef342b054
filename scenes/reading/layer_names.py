"""Which layer a name of the code speaks of."""


def layer_named(name):
    """The layer that a name speaks of, or "": "hidden_pre_sigmoid" ->
    "hidden"."""
    for mark in ("_pre_", "_neurons", "_layer", "_delta", "_error"):
        if mark in name:
            return name.split(mark)[0]
    return ""
