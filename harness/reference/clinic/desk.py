"""Who answers a function, once for one tool call.

The unique indexes of the tables decide every race. Whoever loses one looks again, and then finds the slot taken, or what this
very tool call did when it came before: a webhook that is delivered twice is answered twice and acted upon once.
"""

import logging
from collections.abc import Mapping

from sqlalchemy.exc import IntegrityError

from harness.reference.clinic.about import about_handlers
from harness.reference.clinic.arguments import Arguments, read_arguments
from harness.reference.clinic.availability import AVAILABILITY_HANDLERS
from harness.reference.clinic.booking import BOOKING_HANDLERS
from harness.reference.clinic.callnotes import CallNotes
from harness.reference.clinic.calls import call_handlers, log_call
from harness.reference.clinic.changes import CHANGE_HANDLERS
from harness.reference.clinic.envelope import CallEnded, ToolCalls
from harness.reference.clinic.flaws import Flaws
from harness.reference.clinic.legacy import LEGACY_HANDLERS
from harness.reference.clinic.patients import patient_handlers
from harness.reference.clinic.registration import REGISTRATION_HANDLERS
from harness.reference.clinic.results import Outcome, Refused
from harness.reference.clinic.settings import find_clinic
from harness.reference.clinic.work import Handler, LostRace, Work
from harness.reference.clock import Clock
from harness.reference.database.database import Database
from harness.reference.toolcalls import ToolRequest

__all__ = ["ClinicDesk"]

_log = logging.getLogger(__name__)

_LOOKS = 4
"""Races that may be lost before it is called a bug: a slot once for each provider who is free then, and a few."""


class ClinicDesk:
    """Answers tool calls by their function's name, and takes note of calls that begin and end."""

    def __init__(self, database: Database, clock: Clock, flaws: Flaws) -> None:
        self._database = database
        self._clock = clock
        self._notes = CallNotes()
        handlers = (
            *patient_handlers(flaws),
            *about_handlers(flaws),
            *AVAILABILITY_HANDLERS,
            *BOOKING_HANDLERS,
            *CHANGE_HANDLERS,
            *REGISTRATION_HANDLERS,
            *call_handlers(flaws),
            *LEGACY_HANDLERS,
        )
        self.handlers: Mapping[str, Handler] = {handler.declaration.tool: handler for handler in handlers}

    def answer(self, request: ToolRequest, asked: ToolCalls) -> Outcome:
        """What the function answers, now or when this very tool call came before."""
        handler = self.handlers.get(request.name or "")
        if handler is None:
            name = request.name or "(no name)"
            return Refused(reason="unknown_function", message=f"There is no function {name} here.")
        arguments = read_arguments(handler.declaration.parameters, request.arguments)
        if isinstance(arguments, Refused):
            return arguments
        for look in range(_LOOKS):
            try:
                return self._attempt(handler, arguments, request, asked, again=look > 0)
            except (IntegrityError, LostRace):
                if look == _LOOKS - 1:
                    raise
        raise AssertionError("the last look answers or raises")

    def begin_call(self, call_id: str) -> None:
        """A call that only just began has no notes yet, whatever an earlier one of its id left."""
        self._notes.forget(call_id)

    def end_call(self, ended: CallEnded) -> None:
        """Log the call, with what was noted about it, once."""
        try:
            with self._database.transaction() as connection:
                log_call(connection, ended, self._notes)
        except IntegrityError:
            _log.info("call %s was reported before; its log stays as it is", ended.call_id)
        self._notes.forget(ended.call_id)

    def _attempt(self, handler: Handler, arguments: Arguments, request: ToolRequest, asked: ToolCalls, *, again: bool) -> Outcome:
        with self._database.transaction() as connection:
            clinic = find_clinic(connection)
            if clinic is None:
                return Refused(reason="clinic_not_configured", message="The clinic has not been set up yet.")
            work = Work(
                connection=connection,
                clinic=clinic,
                arguments=arguments,
                tool_call_id=request.tool_call_id or "",
                call_id=asked.call_id,
                caller_phone=asked.caller_phone,
                now=self._clock(),
                notes=self._notes,
            )
            if again and handler.earlier is not None and (earlier := handler.earlier(work)) is not None:
                return earlier
            outcome = handler.answer(work)
            if isinstance(outcome, Refused) and handler.earlier is not None:
                return handler.earlier(work) or outcome
            return outcome
