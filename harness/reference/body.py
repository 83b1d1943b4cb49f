"""A request's body, as long as it is not too long."""

import falcon

__all__ = ["LARGEST_BODY", "read_body"]

LARGEST_BODY = 1024 * 1024
"""Bytes. A tool call with its whole conversation is a few tens of KiB."""


def read_body(request: falcon.Request) -> bytes:
    """The bytes that were posted, whatever content type they claim; HTTP 413 above `LARGEST_BODY`."""
    if (request.content_length or 0) > LARGEST_BODY:
        raise falcon.HTTPContentTooLarge(title="Too large", description=f"the body is longer than {LARGEST_BODY} bytes")
    body: bytes = request.bounded_stream.read()
    return body
