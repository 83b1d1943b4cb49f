"""The booking backend behind its documented path."""

from collections.abc import Mapping, Sequence

import falcon

from harness.reference.body import read_body
from harness.reference.booking.handler import BOOK_CLINIC_APPOINTMENT, Bookings
from harness.reference.booking.replies import reply_body
from harness.reference.booking.requests import read_requests
from harness.reference.booking.store import SUNRISE
from harness.reference.clock import Clock
from harness.reference.database.database import Database
from harness.reference.declaration import HandlerDeclaration
from harness.reference.toolcalls import UnreadableRequest

__all__ = ["BookingSystem"]


WEBHOOK = "/api/vapi/webhook"
"""Where the assistant's own events go."""


class BookingSystem:
    """One clinic tool at one path. Satisfies `harness.reference.app.ReferenceSystem`."""

    def __init__(self, database: Database, clock: Clock, default_organization: str | None = SUNRISE) -> None:
        """`default_organization` answers for a request that names none, as in a set-up for a single clinic."""
        self._resource = _Book(Bookings(database, clock, default_organization))

    @property
    def handlers(self) -> Sequence[HandlerDeclaration]:
        """What it can be asked to do."""
        return (BOOK_CLINIC_APPOINTMENT,)

    @property
    def routes(self) -> Mapping[str, object]:
        """Path → falcon resource."""
        return {BOOK_CLINIC_APPOINTMENT.path: self._resource, WEBHOOK: _Events()}


class _Events:
    """Takes note of the platform's events (status-update, end-of-call-report …): nothing is asked of it, so it says so."""

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        try:
            read_body(request)
        except UnreadableRequest as unreadable:
            raise falcon.HTTPBadRequest(title="Bad request", description=str(unreadable)) from unreadable
        response.data = b"{}"


class _Book:
    def __init__(self, bookings: Bookings) -> None:
        self._bookings = bookings

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        try:
            asked = read_requests(read_body(request))
        except UnreadableRequest as unreadable:
            raise falcon.HTTPBadRequest(title="Bad request", description=str(unreadable)) from unreadable
        response.data = reply_body(asked, [self._bookings.answer(call, asked.organization) for call in asked.calls])
