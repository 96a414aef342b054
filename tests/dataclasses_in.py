"""Which dataclasses stand in a room."""

import dataclasses
import importlib
import pkgutil


def dataclasses_of(package):
    """The dataclasses that stand in the modules of a package."""
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        for one in vars(module).values():
            if dataclasses.is_dataclass(one) and one.__module__ == module.__name__:
                yield one
