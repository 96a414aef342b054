"""The project's tests, in folders that mirror the rooms.

A BLAS adds in the order that suits the processor it runs on, so that the last digits
of a product differ from machine to machine, and with them texts that tests keep. Here
it is asked for the kernels that every x86-64 processor of the last ten years has,
before NumPy is loaded: https://github.com/OpenMathLib/OpenBLAS#runtime-variables.
"""

import os
import platform

if platform.machine().lower() in ("x86_64", "amd64"):
    os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
