"""The call: a state machine without I/O, and the loop that drives it against an agent, a caller and a backend."""

from harness.runtime.call import Call
from harness.runtime.network import CloudNetwork
from harness.runtime.settings import CallSettings
from harness.runtime.simulate import simulate

__all__ = ["Call", "CallSettings", "CloudNetwork", "simulate"]
