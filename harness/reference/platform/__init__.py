"""A stand-in for Vapi's REST API: the same paths, bodies, refusals and lists, on a database of one's own.

PlatformSystem   the WSGI application
PLATFORM_STORE   what it keeps
Faults           what goes wrong, on purpose
Play             who holds the conversations; a command hands it in
"""

from harness.reference.platform.faults import Faults, PlatformFault, read_fault
from harness.reference.platform.playing import Exchange, Play, Played, PlayRequest
from harness.reference.platform.store import PLATFORM_STORE
from harness.reference.platform.system import PlatformSystem

__all__ = [
    "PLATFORM_STORE",
    "Exchange",
    "Faults",
    "PlatformFault",
    "PlatformSystem",
    "Play",
    "PlayRequest",
    "Played",
    "read_fault",
]
