"""What happens to the call itself: it goes to the staff, and it is logged when it has ended."""

from sqlalchemy import Connection, bindparam, insert, select

from harness.reference.clinic.booking import LANGUAGES
from harness.reference.clinic.callnotes import CallNote, CallNotes
from harness.reference.clinic.envelope import CallEnded
from harness.reference.clinic.flaws import Flaws
from harness.reference.clinic.results import CallNoted, Outcome, Refused, Transferred
from harness.reference.clinic.settings import Clinic
from harness.reference.clinic.tables import call_logs, transfers
from harness.reference.clinic.wording import Said
from harness.reference.clinic.work import ENDPOINT, Handler, Work, refused
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration, Parameter

__all__ = ["CALL_OUTCOMES", "TRANSFER_REASONS", "call_handlers", "log_call"]

TRANSFER_REASONS = (
    "patient_request", "frustrated", "medical_question", "billing", "registration_error", "record_not_found", "out_of_scope",
)  # fmt: skip
CALL_OUTCOMES = ("booked", "rescheduled", "cancelled", "registered", "waitlisted", "transferred", "no_action")

_REASON = Parameter(name="reason", description="Why the caller needs a person", enum=TRANSFER_REASONS)
_NOTES = "Brief notes for staff"
_LOG_PARAMETERS = (
    Parameter(name="language", description="The caller's", enum=LANGUAGES),
    Parameter(name="callOutcome", description="What the call came to", enum=CALL_OUTCOMES),
    Parameter(name="appointmentId", description="If a booking was made", required=False, type="integer"),
    Parameter(
        name="demographicId",
        description="If the patient was identified",
        required=False,
        type="integer",
        aliases=("patientId",),
    ),
)
_ADD_TRANSFER = Statement(insert(transfers))
_TRANSFER_EARLIER = Statement(select(transfers).where(transfers.c.tool_call_id == bindparam("call")))
_ADD_LOG = Statement(insert(call_logs))


def call_handlers(flaws: Flaws) -> tuple[Handler, ...]:
    """`transfer_call` and `log_call_metadata`."""
    notes = Parameter(name="context" if flaws.transfer_call_reads_context else "notes", description=_NOTES, required=False)
    return (
        Handler(
            declaration=HandlerDeclaration(
                tool="transfer_call",
                path=f"{ENDPOINT}/transfer-call",
                parameters=(_REASON, notes),
                returns={"transferred": Transferred, "refused": Refused},
                refusals=("invalid_argument",),
                writes=("transfers",),
            ),
            answer=_transfer,
            earlier=_transferred_earlier,
        ),
        Handler(
            declaration=HandlerDeclaration(
                tool="log_call_metadata",
                path=f"{ENDPOINT}/log-call",
                parameters=_LOG_PARAMETERS,
                returns={"noted": CallNoted, "refused": Refused},
                refusals=("invalid_argument", "no_call"),
            ),
            answer=_note,
        ),
    )


def log_call(connection: Connection, ended: CallEnded, notes: CallNotes) -> None:
    """The call's one row, with what was noted about it while it lasted. IntegrityError when there is one already."""
    note = notes.get(ended.call_id)
    row = {
        "call_id": ended.call_id,
        "phone": ended.caller_phone,
        "ended_reason": ended.reason,
        "started_at": ended.started_at,
        "ended_at": ended.ended_at,
    }
    noted = {} if note is None else {
        "language": note.language,
        "outcome": note.outcome,
        "appointment_id": note.appointment_id,
        "demographic_id": note.demographic_id,
    }  # fmt: skip
    _ADD_LOG.add(connection, {**dict.fromkeys(("language", "outcome", "appointment_id", "demographic_id")), **noted, **row})


def _transfer(work: Work) -> Outcome:
    """Whichever of `context` and `notes` the declaration reads; the other one is not among the arguments."""
    told = work.arguments
    row = {
        "call_id": work.call_id,
        "phone": work.caller_phone,
        "reason": told.text("reason"),
        "notes": told.text("context") or told.text("notes") or None,
        "tool_call_id": work.tool_call_id,
        "created_at": work.stamp,
    }
    _ADD_TRANSFER.add(work.connection, row)
    return _transferred(told.text("reason"), work.clinic)


def _transferred_earlier(work: Work) -> Outcome | None:
    row = _TRANSFER_EARLIER.first(work.connection, {"call": work.tool_call_id})
    return None if row is None else _transferred(row.reason, work.clinic)


def _transferred(reason: str, clinic: Clinic) -> Transferred:
    said = Said(en="Please hold while I transfer you to our staff.", zh="请稍等，正在为您转接工作人员。")
    return Transferred(reason=reason, transfer_to=clinic.phone, message=said.en, message_zh=said.zh)


def _note(work: Work) -> Outcome:
    told = work.arguments
    if work.call_id is None:
        said = Said(en="The request names no call that could be logged.", zh="请求中没有可以记录的通话。")
        return refused("no_call", said, work.language)
    note = CallNote(
        language=work.language,
        outcome=told.text("callOutcome"),
        appointment_id=told.number("appointmentId"),
        demographic_id=told.number("demographicId"),
    )
    work.notes.keep(work.call_id, note)
    return CallNoted(message=Said(en="The call is noted.", zh="通话已记录。").spoken(work.language))
