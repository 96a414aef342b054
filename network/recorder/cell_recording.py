"""Record a notebook's cell: statements that run among variables made before."""

from collections.abc import Mapping, MutableMapping
from typing import Any

import numpy as np

from network.recorder.plain_twins import is_array
from network.recorder.recording import Recording
from network.trace import Trace
from network.trace.memory_sink import MemorySink

_NUMBERS = np.generic, int, float, complex


def record_cell(
    text: str,
    file: str,
    namespace: MutableMapping[str, Any],
    about: Mapping[str, str] | None = None,
) -> tuple[Trace, BaseException | None]:
    """Run statements among variables, and record what they compute.

    Args:
        text: of the cell.
        file: that has this text, as tracebacks and the screen show it.
        namespace: of the variables; those that the cell assigns are in it
            afterwards. Arrays and numbers of it that the cell names are
            inputs of the trace.
        about: free text about it.

    Returns:
        (the Trace in memory, what the cell raised or None).

    Raises:
        SyntaxError, ValueError: the text is no Python, or has no statements.
    """
    code = compile(text, file, "exec", dont_inherit=True)
    given = {
        name: namespace[name]
        for name in code.co_names
        if name in namespace and _is_input(namespace[name])
    }
    raised: list[BaseException] = []

    def call(**_: Any) -> None:
        try:
            exec(code, namespace)  # type: ignore[arg-type]
        except BaseException as error:  # what came before it is to be seen
            raised.append(error)

    sink = MemorySink()
    trace = Recording(sink, None, code).run(
        "cell", dict(about or {}), call, (), given, {}
    )
    return trace, raised[0] if raised else None


def _is_input(value: Any) -> bool:
    return is_array(value) or (
        isinstance(value, _NUMBERS) and not isinstance(value, (bool, np.bool_))
    )
