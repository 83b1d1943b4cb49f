"""The platform's API as the command line names it: an address and a token."""

import random
import time

from harness.vapi.client import VapiClient

__all__ = ["DEFAULT_BASE_URL", "api_client"]

DEFAULT_BASE_URL = "https://api.vapi.ai"


def api_client(base_url: str, token: str, *, retries: int = 5, timeout_seconds: float = 30.0) -> VapiClient:
    """A client that really waits. InputError for an address that is none, or a token that no header can carry."""
    return VapiClient(
        base_url=base_url, token=token, sleep=time.sleep, jitter=_jitter, retries=retries, timeout_seconds=timeout_seconds
    )


def _jitter(longest: float) -> float:
    """Half of it, and up to the whole: many clients do not come back together, and none at once."""
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - nothing is kept secret by it
