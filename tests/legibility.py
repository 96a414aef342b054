"""Can the texts of a frame be read? From their records and the pixels."""

import re
from functools import lru_cache

import numpy as np

from tests.frames import drawn_at
from tests.seen_through import from_shares, through

SMALLEST = 14  # design pixels: of a frame 1920 wide
CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
WIDTH, HEIGHT = 1920, 1080


def moments(film, every):
    """Seconds of each shot: its first, each so many, and its last."""
    for shot in film.shots:
        between = np.arange(every, shot.seconds, every).round(1)
        for seconds in sorted({0.0, *between.tolist(), shot.seconds}):
            yield shot, seconds


def entrances(film):
    """Each tenth of the second in which an act's parts come."""
    for shot in film.shots:
        for tenth in range(1, min(13, round(shot.seconds * 10))):
            yield shot, tenth / 10


def faults_of(frame):
    """What cannot be read in a frame, as sentences."""
    clear = free(frame)
    return (
        outside(frame.texts)
        + too_small(frame.texts)
        + overlapping(clear)
        + hyphens(frame.typeset)
        + faint(clear, frame.pixels)
    )


def faults_over(film, chosen):
    """{fault: the seconds of the film at which it was seen}, texts seen."""
    seen, texts, hidden = {}, 0, 0
    for shot, seconds in chosen:
        frame = drawn_at(film, shot, seconds)
        texts += len(frame.texts)
        hidden += len(frame.texts) - len(free(frame))
        for fault in faults_of(frame):
            seen.setdefault(fault, []).append(round(frame.seconds, 1))
    # Else next to nothing was looked at: rows that pass hide numbers for a moment.
    assert hidden < 0.06 * texts, (hidden, texts)
    return seen, texts


def outside(texts):
    """Faults: texts that reach over the edge of the frame."""
    return [
        f"{text.text!r} reaches out of the frame, to {_edges(text)}"
        for text in texts
        if text.left < 0 or text.top < 0 or text.right > WIDTH or text.bottom > HEIGHT
    ]


def too_small(texts):
    """Faults: type under 14 pixels, by its size and by its ink."""
    return [
        f"{text.text!r} is {text.size:.1f} pixels, its ink "
        f"{text.bottom - text.top:.1f} high"
        for text in texts
        if text.size < SMALLEST
        or (
            any(letter.isalnum() for letter in text.text)
            and text.bottom - text.top < SMALLEST * 0.5
        )
    ]


_NUMBER = re.compile(r"(?:.*[=×≤≥:] )?([+−-]?\d[\d.]*(?:e[+-]\d+)?|-inf)")


def hyphens(texts):
    """Faults: numbers with a hyphen where a minus belongs, as in no code."""
    return [
        f"{text.text!r} ({text.part}) has a hyphen for a minus"
        for text in texts
        if text.part != "SourcePanel" and "-" in _signs_of(text)
    ]


def _signs_of(text):
    """A text that is a number, its end that is one, or the numbers that are
    in a sentence, with their signs; else ""."""
    if text.part == "Caption":
        return "".join(re.findall(r"(?<=[ (])[+-]\d", text.text))
    number = _NUMBER.fullmatch(text.text)
    return number[1] if number else ""


def free(frame):
    """The texts of a frame that nothing drawn later moves over."""
    places = [k for k, one in enumerate(frame.records) if hasattr(one, "text")]
    covers = [
        (k, _edges(one))
        for k, one in enumerate(frame.records)
        if hasattr(one, "values") and one.opacity > 0
    ] + [(len(frame.records), edges) for edges in frame.passing]
    if not places or not covers:
        return frame.texts
    over = _meeting(
        [_edges(frame.records[k]) for k in places], [edges for _, edges in covers]
    )
    is_later = np.array([k for k, _ in covers]) > np.array(places)[:, None]
    is_free = ~(over & is_later).any(axis=1)
    return [frame.records[k] for k, one in zip(places, is_free, strict=True) if one]


def _edges(record):
    """left, top, right, bottom of a text or of cells."""
    if hasattr(record, "text"):
        return record.left, record.top, record.right, record.bottom
    all_four = through(from_shares(record.corners), [(0, 0), (1, 0), (0, 1), (1, 1)])
    return *all_four.min(axis=0), *all_four.max(axis=0)


def _meeting(some, others, least=0.0):
    """Which of some edges share more than `least` with which of others, along both
    axes: (some, others) of bool."""
    one, other = np.array(some)[:, None], np.array(others)[None]
    shared = np.minimum(one[..., 2:], other[..., 2:]) - np.maximum(
        one[..., :2], other[..., :2]
    )
    return (shared > least).all(axis=-1)


def overlapping(texts):
    """Faults: pairs of texts whose ink shares some of the frame.

    Texts that are more than half gone, as they fade, are left out; the edges
    of letters that stand side by side may share a pixel.
    """
    texts = [text for text in texts if text.opacity >= 0.5]
    if not texts:
        return []
    edges = [_edges(text) for text in texts]
    return [
        f"{texts[place].text!r} ({texts[place].part}) lies on "
        f"{texts[other].text!r} ({texts[other].part})"
        for place, other in np.argwhere(np.tril(_meeting(edges, edges, 1.5), -1))
    ]


def faint(texts, pixels):
    """Faults: texts of less than 4.5:1 against what is around their ink.

    What is around it is the most frequent colour in the box of a piece of
    the text, as wide as high, that is not the text's own. The piece that
    stands out least counts.
    """
    faults = []
    for text in texts:
        if text.opacity <= 0.98:  # it comes or goes
            continue
        ratio, behind = least_contrast(text, pixels)
        if ratio < CONTRAST:
            faults.append(
                f"{text.text!r} ({text.part}) in {text.color} on "
                f"{behind}: {ratio:.2f}:1"
            )
    return faults


def least_contrast(text, pixels):
    """(ratio, "#rrggbb" behind) of the piece of a text that is faintest."""
    left, top, right, bottom = (
        int(edge)
        for edge in (
            max(text.left - 2, 0),
            max(text.top - 2, 0),
            min(text.right + 3, WIDTH),
            min(text.bottom + 3, HEIGHT),
        )
    )
    ink = bytes.fromhex(text.color[1:])
    pitch = max(bottom - top, 12)
    behind = {
        _most_frequent(pixels[top:bottom, start : start + pitch, :3].tobytes(), ink)
        for start in range(left, max(right - pitch // 2, left + 1), pitch)
    }
    ratios = {
        color: _ratio(ink, color, text.opacity) for color in behind - {None} or {ink}
    }
    worst = min(ratios, key=ratios.get)
    return ratios[worst], "#" + worst.hex()


@lru_cache(maxsize=50_000)
def _most_frequent(crop, ink):
    """The three bytes of the most frequent colour that is not the ink's.

    Of many colours none of which is frequent, their median; None in a piece
    all ink and edges of ink.
    """
    levels = np.frombuffer(crop, np.uint8).reshape(-1, 3)
    others = levels[(levels != list(ink)).any(axis=1)]
    if not len(others):
        return None
    packed = others.astype(np.uint32) @ (1 << 16, 1 << 8, 1)
    colors, counts = np.unique(packed, return_counts=True)
    if counts.max() >= 0.1 * len(levels):
        return int(colors[counts.argmax()]).to_bytes(3)
    if len(others) < 0.3 * len(levels):
        return None
    return bytes(np.median(others, axis=0).astype(np.uint8))


def _ratio(ink, behind, opacity):
    ink, behind = (np.frombuffer(one, np.uint8).astype(float) for one in (ink, behind))
    return contrast(ink * opacity + behind * (1 - opacity), behind)


def contrast(one, other):
    """The contrast ratio, 1..21, of two colours of levels 0..255."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(levels):
    share = np.asarray(levels, float) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))
