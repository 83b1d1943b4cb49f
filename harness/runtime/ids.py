"""Ids made from the call's seed, in the shapes the platform uses."""

import random
import string
import uuid
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["Ids"]

_ALPHABET = string.ascii_letters + string.digits
_Option = TypeVar("_Option")


class Ids:
    """A source of ids that says the same thing for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - repeatable, not secret

    def uuid(self) -> str:
        """A version 4 UUID."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def carrier_call(self) -> str:
        """A call id in Twilio's shape, `CA` and 32 hexadecimal digits."""
        return f"CA{self._random.getrandbits(128):032x}"

    def tool_call(self) -> str:
        """A tool call id in OpenAI's shape, `call_` and 24 characters."""
        bits = self._random.getrandbits(144)
        return "call_" + "".join(_ALPHABET[(bits >> (6 * i) & 63) % 62] for i in range(24))

    def choose(self, options: Sequence[_Option]) -> _Option:
        """One of several things the platform picks from at random; a single one costs no chance."""
        return options[0] if len(options) == 1 else options[self._random.randrange(len(options))]
