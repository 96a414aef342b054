"""The operations of a recording, each at the end of the step it belongs to."""

import threading

import numpy as np

from network.recorder.array_ledger import Ledger, is_traceable
from network.recorder.numpy_creators import report_to
from network.recorder.plain_twins import is_array, plain_types
from network.recorder.traced_array import SCALAR_TYPES
from network.trace import Operation


class OperationList:
    """The operations of one call while it is recorded, and their values.

    Args:
        watcher: the StepWatcher that knows the statement being executed.
        store: of array content, as `Ledger` takes it.

    Attributes:
        ledger: the Ledger of the arrays.
        is_on: operations are recorded.
        ending_step: the OpenStep that ends now, else None.
        pause, resume: of the `statement_events`, from `begin` on.
    """

    def __init__(self, watcher, store):
        self.watcher = watcher
        self.ledger = Ledger(store, self._changed_from_outside)
        self.is_on = False
        self.ending_step = None
        self.pause = self.resume = None
        self._at = None, None  # OpenStep and Site of the last operation
        self._thread = threading.get_ident()
        self._count = 0

    def begin(self, events):
        """Record from now on, while the `statement_events` are reported."""
        self.pause, self.resume = events.pause, events.resume
        report_to(events)
        self.is_on = True

    def end(self):
        """Record no more."""
        self.is_on = False
        self._at = None, None

    def here(self):
        """Tell whether this recording is on, in the calling thread."""
        return self.is_on and threading.get_ident() == self._thread

    def located(self, frame):
        """Return where an operation belongs that a frame calls.

        Returns:
            (OpenStep, Site, SourceFile, frame or None), as `StepWatcher.locate`.
        """
        place = self.watcher.locate(frame)
        self._at = place[:2]
        return place

    def _add(self, step, name, kind, site, operands, parameters, results, in_place):
        step.operations.append(
            Operation(
                self._count,
                step.number,
                name,
                kind,
                site.span,
                site.expression,
                operands,
                parameters,
                results,
                in_place,
            )
        )
        self._count += 1

    def add_gap(self, step, name, site, results, *, in_place=False, parameters=None):
        """Record what has come from nowhere that was recorded."""
        self._add(step, name, "gap", site, (), parameters or {}, results, in_place)

    def _changed_from_outside(self, value):
        step, site = self._at
        if self.ending_step is not None:
            step, site = self.ending_step, None
        if step is not None:
            self.add_gap(
                step, "changed-outside", site or step.statement, (value,), in_place=True
            )

    def value(self, value, name="", expression=""):
        """Return an array or scalar, plain or traced, as a Value."""
        if isinstance(value, np.ndarray):
            return self.ledger.value(value, name, expression)
        return self.ledger.scalars.value(value, name, expression)

    def trace(self, value):
        """Trace an array or NumPy scalar, where it stands."""
        if type(value) is np.ndarray:
            self.ledger.trace(value)
        elif type(value) in SCALAR_TYPES:
            self.ledger.scalars.trace(value)

    def trace_given(self, value):
        """Do the same with what the call is given: another thread's recording
        may trace it already."""
        if is_array(value):
            self.ledger.trace(value)
        elif plain_types.get(type(value), type(value)) in SCALAR_TYPES:
            self.ledger.scalars.trace(value)

    def trace_kept(self, arrays):
        """Do the same with what an object has kept and the call may never ask for."""
        self.ledger.trace_kept(
            array for array in arrays if is_array(array) and is_traceable(array)
        )
