"""Where the time of a call goes, by layer."""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from harness.callers.profile import CallerProfile

__all__ = ["Stopwatch", "Timed", "rate"]


class Stopwatch:
    """Time spent in each layer; a layer called from another is counted once, in the inner one."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._inner = [0.0]

    @contextmanager
    def timed(self, layer: str) -> Iterator[None]:
        """Charge the block to a layer."""
        began = time.process_time()
        self._inner.append(0.0)
        try:
            yield
        finally:
            whole = time.process_time() - began
            self.spent[layer] = self.spent.get(layer, 0.0) + whole - self._inner.pop()
            self._inner[-1] += whole


class Timed:
    """An object one of whose methods is charged to a layer."""

    def __init__(self, inner: object, method: str, layer: str, watch: Stopwatch) -> None:
        call = getattr(inner, method)

        def timed(*arguments: object) -> object:
            with watch.timed(layer):
                return call(*arguments)

        setattr(self, method, timed)


def rate(work: Callable[[CallerProfile], object], source: Iterator[CallerProfile], count: int) -> float:
    """Conversations a second of processor time."""
    batch = list(itertools.islice(source, count))
    began = time.process_time()
    for profile in batch:
        work(profile)
    return count / (time.process_time() - began)
