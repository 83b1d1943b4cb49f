"""One-time codes: six digits, told by text message and kept only as a hash."""

import hmac
import secrets
from collections.abc import Callable
from hashlib import sha256

__all__ = ["CodeSource", "code_hash", "is_code", "random_code", "repeatable_code"]

CodeSource = Callable[[str], str]
"""What the code is for, in any words → six digits."""
_CODES = 10**6


def random_code(_purpose: str) -> str:
    """Nobody can guess it; for a backend that is served."""
    return f"{secrets.randbelow(_CODES):06}"


def repeatable_code(purpose: str) -> str:
    """The same for the same purpose, so that played calls repeat exactly. Anybody can work it out."""
    return f"{int.from_bytes(sha256(purpose.encode()).digest()[:8], 'big') % _CODES:06}"


def code_hash(code: str, appointment_id: int) -> str:
    """What is kept of a code; two appointments with the same code keep different texts."""
    return sha256(f"{appointment_id}:{code}".encode()).hexdigest()


def is_code(told: str, appointment_id: int, kept: str) -> bool:
    """Whether it is the code that was kept; takes as long whichever digit is wrong."""
    return hmac.compare_digest(code_hash(told, appointment_id), kept)
