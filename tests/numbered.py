"""Videos whose frames say their number: white and black blocks, its bits."""

import av
import numpy as np

BITS = 12
BLOCK = 32  # pixels
SIZE = 426, 240


def write_numbered(path, count, rate):
    """Write `count` frames, numbered from 0, as publish encodes: H.264 with a
    key frame a second and frames that refer to later ones."""
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as file:
        stream = file.add_stream("libx264", rate=rate, options={
            "crf": "20", "preset": "veryfast", "g": str(rate), "bf": "2"})
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for number in range(count):
            frame = av.VideoFrame.from_ndarray(_picture(number),
                                               format="rgb24")
            file.mux(stream.encode(frame))
        file.mux(stream.encode())


def _picture(number):
    picture = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    for bit in range(BITS):
        if number >> bit & 1:
            picture[40:40 + BLOCK, bit * BLOCK:(bit + 1) * BLOCK] = 255
    return picture


def number_in(pixels):
    """The number in a frame's (height, width, 3) bytes."""
    row = pixels[40 + BLOCK // 2, :, 0].astype(int)
    return sum(1 << bit for bit in range(BITS)
               if row[bit * BLOCK + BLOCK // 2] > 128)
