"""Code to be recorded whose statements run in an unusual order.

It is plain: nothing here knows of the recorder.
"""

import asyncio
import contextlib

import numpy as np


def rows_of(x):
    for row in x:
        added = yield row * 2
        if added is not None:
            x = x + added


def generator(x):
    rows = rows_of(x)
    first = next(rows)
    second = rows.send(first)
    rows.close()
    return first + second


def catching(x):
    try:
        yield x + 1
    except KeyError:
        yield x + 2
    finally:
        x = x * 3


def thrown_into(x):
    waiting = catching(x)
    a = next(waiting)
    b = waiting.throw(KeyError("this it catches"))
    try:
        waiting.throw(ValueError("this it does not"))
    except ValueError:
        a = a - 1
    return a + b


def delegating(x):
    y = yield from rows_of(x)
    return y


def delegated(x):
    total = np.zeros(3)
    for row in delegating(x[:2]):
        total += row
    return total


def recursion(x, depth=2):
    if depth == 0:
        return x
    y = recursion(x + depth, depth - 1)
    return y * depth


def failing(x):
    y = x + 1
    return y @ np.ones(99)


def passing_on(x):
    z = x * 2
    return failing(z) + 1


def exception_through_frames(x):
    try:
        y = passing_on(x)
    except ValueError:
        y = x - 1
    finally:
        z = y + x
    return z


def cleaning_up(x):
    try:
        return failing(x)
    finally:
        x += 1


def cleanup(x):
    try:
        cleaning_up(x)
    except ValueError:
        pass
    for i in range(2):
        try:
            if i == 0:
                continue
            y = x * i
        finally:
            y = x + i
    return y


class Manager:
    def __enter__(self):
        self.value = np.ones(3)
        return self.value

    def __exit__(self, kind, error, traceback):
        self.value += 1
        return kind is KeyError


@contextlib.contextmanager
def doubled(x):
    x *= 2
    try:
        yield x + 1
    finally:
        x /= 2


def contexts(x):
    with Manager() as ones, doubled(x) as two:
        y = ones + two
    with Manager():
        raise KeyError
    return y


async def later(x):
    await asyncio.sleep(0)
    return x * 2


async def rows_later(x):
    for row in x:
        yield await later(row)


class AsyncManager:
    async def __aenter__(self):
        await asyncio.sleep(0)
        return np.ones(3)

    async def __aexit__(self, kind, error, traceback):
        return None


async def two_at_once(x):
    a, b = await asyncio.gather(later(x), later(x + 1))
    async for row in rows_later(x[:1]):
        a = a + row
    async with AsyncManager() as ones:
        b = b * ones
    rows = [row async for row in rows_later(x[:1])]
    return a + b + rows[0]


def coroutines(x):
    return asyncio.run(two_at_once(x))


def nested_lambdas(x):
    f = lambda t: (lambda u: u + 1)(t) * 2  # noqa: E731
    pair = (lambda t: t * 2, lambda t: t * 3)
    return f(x) + pair[0](x) + pair[1](x)


def many_lines(x):
    y = (x
         + np.sum(x,
                  axis=0)
         * 2)
    z = max(
        [row for row in x],
        key=lambda row:
            row.sum())
    return (y,
            z)


def loops_on_one_line(x):
    for i in range(2):
        for j in range(2): x = x + i; x = x * (j + 1)  # noqa: E701,E702
        while x.sum() > 90: x = x / 10  # noqa: E701
    for row in x: row += 1  # noqa: E701
    return x


def comprehensions_on_one_line(x):
    y = [a * b for a in x for b in x]; z = {0: k * 2 for k in x}  # noqa: E702
    return (
        sum(row * 2 for row in y),
        [k + 1 for k in z.values()] if len(z) == 1 else y)


def closure(x):
    total = x.sum()

    def add(y):
        nonlocal total
        total = total + y.sum()
        noise = np.random.default_rng(1).normal(size=3)
        return noise * total
    return add(x), [add(row) for row in x[:2]]


def noise_in_one_line(x):
    rng = np.random.default_rng(1)
    for _ in range(2): y = rng.normal(size=3); x = x + y  # noqa: E701,E702
    return x


class Wrapped:
    def __init__(self, x):
        self.x = x

    @property
    def double(self):
        return self.x * 2

    def __add__(self, other):
        return self.x + other

    def __iter__(self):
        yield self.x
        yield self.x * 2


def special_methods(x):
    wrapped = Wrapped(x)
    a = wrapped.double + 1
    b = wrapped + a
    for y in wrapped:
        b = b + y
    c, d = wrapped
    return b + c + d


class Unit:
    def __radd__(self, other):
        more = other + 1
        return more

    def __repr__(self):
        return "Unit()"  # that only the recorder asks for


def objects_in_an_array(x):
    y = x[0] + np.array([Unit(), Unit(), Unit()], dtype=object)
    return y


def left_unfinished(x):
    rows = rows_of(x)
    return next(rows)


def raised_again(x):
    try:
        try:
            y = x @ np.ones(77)
        except ValueError:
            y = x + 1
            raise
    except ValueError:
        y = y + 1
    try:
        raise ExceptionGroup("two", [ValueError(1), KeyError(2)])
    except* ValueError:
        y = y + 1
    except* KeyError:
        y = y * 2
    return y


def iterables(x):
    for row in x[0]:
        row = row * 2
    for column in x.T:
        column = column * 2
    for a, b in np.stack([x, x]).reshape(3, 2, 3):
        a = a + b
    try:
        x = x * 2
    finally:
        for row in np.cumsum(x, axis=0):
            x = x + row
    return x
