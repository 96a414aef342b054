"""Which nodes of the source made what a list, tuple or dictionary holds.

In `{"w": rng.normal(), "b": zeros}` each value has a node of its own; what stands
nowhere by itself was made by the whole.
"""

import ast

from network.recorder.statements import ADDING


def made_at(holder, node):
    """Yield (item, node) of all in a list, tuple or dictionary and in those within.

    Args:
        node: the expression that made the holder, or added to it.
    """
    items = list(dict.values(holder) if isinstance(holder, dict) else holder)
    for item, part in zip(items, _parts(node, len(items))):
        if isinstance(item, (list, tuple, dict)):
            yield from made_at(item, part)
        else:
            yield item, part


def _parts(node, count):
    """Return the node of each of so many items, in their order."""
    match node:
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Dict(values=parts):
            pass
        case ast.ListComp(elt=part) | ast.DictComp(value=part):
            return [part] * count
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=keywords):
            parts = [keyword.value for keyword in keywords]
        case ast.Call(func=ast.Attribute(attr="extend"), args=[part]):
            return _parts(part, count)
        case ast.Call(func=ast.Attribute(attr=name)) if name in ADDING:
            parts = [*node.args, *(keyword.value for keyword in node.keywords)]
        case _:
            parts = []
    is_each = len(parts) == count and not any(
        isinstance(part, ast.Starred) for part in parts
    )
    return parts if is_each else [node] * count
