"""The booking backend behind its documented paths."""

from collections.abc import Callable, Mapping, Sequence

import falcon

from harness.reference.body import read_body
from harness.reference.booking.availability import CHECK
from harness.reference.booking.callrecords import CallRecords, read_event
from harness.reference.booking.codes import CodeSource, random_code
from harness.reference.booking.desk import Desk, ToolHandler
from harness.reference.booking.handler import BOOK_CLINIC_APPOINTMENT, Bookings
from harness.reference.booking.outcomes import Answer
from harness.reference.booking.replies import reply_body
from harness.reference.booking.requests import read_requests
from harness.reference.booking.reserving import HOLD, RESERVE
from harness.reference.booking.store import SUNRISE
from harness.reference.booking.texting import SEND_CONFIRMATION, SEND_SMS
from harness.reference.booking.verifying import VERIFY
from harness.reference.clock import Clock
from harness.reference.database.database import Database
from harness.reference.declaration import HandlerDeclaration
from harness.reference.toolcalls import ToolRequest, UnreadableRequest

__all__ = ["WEBHOOK", "BookingSystem"]

WEBHOOK = "/api/vapi/webhook"
"""Where the assistant's own events go."""
_OTHERS = (CHECK, RESERVE, HOLD, VERIFY, SEND_CONFIRMATION, SEND_SMS)


class BookingSystem:
    """Seven tools, each at its path, and the events of calls. Satisfies `harness.reference.app.ReferenceSystem`."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        default_organization: str | None = SUNRISE,
        code: CodeSource = random_code,
    ) -> None:
        """`default_organization` answers for a request that names none, as in a set-up for a single clinic.

        `code` makes the one-time codes.
        """
        bookings = Bookings(database, clock, default_organization)
        desk = Desk(database, clock, default_organization, code)
        self._routes: dict[str, object] = {BOOK_CLINIC_APPOINTMENT.path: _Tool(bookings.answer)}
        for handler in _OTHERS:
            self._routes[handler.declaration.path] = _Tool(_answering(desk, handler))
        self._routes[WEBHOOK] = _Events(CallRecords(database, clock, default_organization))

    @property
    def handlers(self) -> Sequence[HandlerDeclaration]:
        """What it can be asked to do."""
        return (BOOK_CLINIC_APPOINTMENT, *(handler.declaration for handler in _OTHERS))

    @property
    def routes(self) -> Mapping[str, object]:
        """Path → falcon resource."""
        return self._routes


def _answering(desk: Desk, handler: ToolHandler) -> Callable[[ToolRequest, str | None], Answer]:
    return lambda request, org_id: desk.answer(handler, request, org_id)


class _Events:
    """Keeps what is told of calls, and takes note of every other event. Nothing is asked of it, so it says so."""

    def __init__(self, records: CallRecords) -> None:
        self._records = records

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        try:
            event = read_event(read_body(request))
        except UnreadableRequest as unreadable:
            raise falcon.HTTPBadRequest(title="Bad request", description=str(unreadable)) from unreadable
        if event is not None:
            self._records.keep(event)
        response.data = b"{}"


class _Tool:
    def __init__(self, answer: Callable[[ToolRequest, str | None], Answer]) -> None:
        self._answer = answer

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        try:
            asked = read_requests(read_body(request))
        except UnreadableRequest as unreadable:
            raise falcon.HTTPBadRequest(title="Bad request", description=str(unreadable)) from unreadable
        response.data = reply_body(asked, [self._answer(call, asked.organization) for call in asked.calls])
