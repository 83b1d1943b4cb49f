"""The simulated platform sits in the cloud, as the real one does: it cannot see your localhost.

A server URL on a loopback or private address is unreachable; any public host leads to the chosen backend with its path and query
kept, so that a wrong path meets the backend's own 404.
"""

from msgspec.structs import replace

from harness.contract.reach import unreachable
from harness.ports import HttpAnswer, HttpFailure, HttpRequest, ToolBackend

__all__ = ["CloudNetwork"]

_REFUSED_MS = 30


class CloudNetwork:
    """A backend as seen from the cloud."""

    def __init__(self, backend: ToolBackend) -> None:
        self._backend = backend

    def send(self, request: HttpRequest) -> HttpAnswer:
        """The backend's answer, or why the cloud could not reach it."""
        reason = unreachable(request.url)
        if reason is not None:
            return HttpFailure(reason=reason, latency_ms=_REFUSED_MS)
        return self._backend.send(replace(request, url=request.url.strip()))
