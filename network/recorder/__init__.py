"""Records a call of any NumPy code; `record` is the way in.

class_change        how an array changes its class, and back
traced_array        arrays that report each operation
plain_twins         plain ones of them, to compute with
operation_recorder  is told what is done with them
routine             what is computed: a function, operator, method
usual_operation     computes it, and writes down with what and where: quickly
any_operation       does so where anything is out of the ordinary
array_ledger        which array it was, and whether it has changed
statement_events    what Python reports of the statements that run
step_watcher        makes steps of them
watched_code        from an instruction to its place in the source
"""

from network.recorder.recording import record

__all__ = ["record"]
