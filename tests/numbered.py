"""Videos whose frames say their number: white and black blocks, its bits."""

import av
import numpy as np
from PIL import Image

from scenes.publish.manifest import manifest
from scenes.publish.page import write_cells, write_pages

BITS = 12
BLOCK = 32  # pixels
SIZE = 426, 240


def write_numbered(path, count, rate):
    """Write `count` frames, numbered from 0, as publish encodes: H.264 with a
    key frame a second and frames that refer to later ones."""
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as file:
        stream = file.add_stream(
            "libx264",
            rate=rate,
            options={"crf": "20", "preset": "veryfast", "g": str(rate), "bf": "2"},
        )
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for number in range(count):
            frame = av.VideoFrame.from_ndarray(_picture(number), format="rgb24")
            file.mux(stream.encode(frame))
        file.mux(stream.encode())


def write_site(folder, films, cells, rates):
    """Write the pages of films, with numbered frames in their videos.

    Args:
        folder: Path of a folder.
        films: name -> Film; names of scene files.
        cells: name -> what publish.cells.cells_of gives.
        rates: in frames a second.
    """
    write_pages(
        folder,
        [manifest(film, name, rates) for name, film in films.items()],
        cells=films,
    )
    for name, film in films.items():
        videos = folder / "films" / name
        write_cells(videos / "cells.js", cells[name])
        Image.new("RGB", SIZE).save(videos / "poster.png")
        for rate in rates:
            write_numbered(videos / f"{rate}.mp4", round(film.seconds * rate), rate)


def _picture(number):
    picture = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    for bit in range(BITS):
        if number >> bit & 1:
            picture[40 : 40 + BLOCK, bit * BLOCK : (bit + 1) * BLOCK] = 255
    return picture


def number_in(pixels):
    """The number in a frame's (height, width, 3) bytes."""
    row = pixels[40 + BLOCK // 2, :, 0].astype(int)
    return sum(1 << bit for bit in range(BITS) if row[bit * BLOCK + BLOCK // 2] > 128)
