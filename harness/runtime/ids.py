"""Ids made from the call's seed, in the shapes the platform uses."""

import random
import string
import uuid

__all__ = ["Ids"]

_ALPHABET = string.ascii_letters + string.digits


class Ids:
    """A source of ids that says the same thing for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def uuid(self) -> str:
        """A version 4 UUID."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def tool_call(self) -> str:
        """A tool call id in OpenAI's shape, `call_` and 24 characters."""
        bits = self._random.getrandbits(144)
        return "call_" + "".join(_ALPHABET[(bits >> (6 * i)) % 62] for i in range(24))

    def choose(self, options: tuple[str, ...]) -> str:
        """One of several texts the platform picks from at random."""
        return options[self._random.randrange(len(options))]
