"""Films in a notebook, where they are computed.

    from scenes.notebook import show
    show(trace)                     # of network.recorder.record

    %load_ext scenes.notebook
    %%record                        # a cell: what it computes is played

The film is in the cell's output itself, so it is saved with the notebook and
plays without a kernel, a network or a file beside it.

    film_view    a film as what a notebook shows
    magic        %%record
"""

from scenes.notebook.film_view import FilmView, show
from scenes.notebook.magic import load_ipython_extension

__all__ = ["FilmView", "load_ipython_extension", "show"]
