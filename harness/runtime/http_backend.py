"""A backend that runs already, at a URL: the public host of every tool leads there, path and query kept."""

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from msgspec.structs import replace

from harness.ports import HttpAnswer, HttpFailure, HttpReply, HttpRequest

if TYPE_CHECKING:
    import httpx

__all__ = ["DirectHttp", "HttpBackend"]


class HttpBackend:
    """One kept connection; the tool's own time-out and headers hold. Latency is measured, so runs differ by it."""

    def __init__(self, base_url: str) -> None:
        self._base = urlsplit(base_url.rstrip("/"))
        self._http = DirectHttp()

    def send(self, request: HttpRequest) -> HttpAnswer:
        """The server's answer, or the reason there was none, worded as Node's client words it."""
        asked = urlsplit(request.url)
        url = urlunsplit((self._base.scheme, self._base.netloc, self._base.path + asked.path, asked.query, ""))
        return self._http.send(replace(request, url=url))

    def close(self) -> None:
        """Give the connection back."""
        self._http.close()


class DirectHttp:
    """Each request goes where its URL says, as a platform on this machine sends it."""

    def __init__(self) -> None:
        self._client: httpx.Client | None = None

    def send(self, request: HttpRequest) -> HttpAnswer:
        """The server's answer, or the reason there was none, worded as Node's client words it."""
        import httpx

        if self._client is None:
            self._client = httpx.Client(trust_env=False)
        began = time.perf_counter()
        try:
            answer = self._client.request(
                request.method, request.url, content=request.body, headers=dict(request.headers), timeout=request.timeout_seconds
            )
        except httpx.TimeoutException:
            return HttpFailure(reason=f"timeout of {round(request.timeout_seconds * 1000)}ms exceeded", latency_ms=_since(began))
        except httpx.ConnectError:
            return HttpFailure(reason=f"connect ECONNREFUSED {urlsplit(request.url).netloc}", latency_ms=_since(began))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return HttpFailure(reason=f"{type(error).__name__}: {error}", latency_ms=_since(began))
        return HttpReply(status=answer.status_code, body=answer.content, headers=dict(answer.headers), latency_ms=_since(began))

    def close(self) -> None:
        """Give the connection back."""
        if self._client is not None:
            self._client.close()
            self._client = None


def _since(began: float) -> int:
    return round((time.perf_counter() - began) * 1000)
