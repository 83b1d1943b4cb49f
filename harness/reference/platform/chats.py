"""POST /chat: text in, the squad's answer out, with its tools run on the way (https://docs.vapi.ai/chat/quickstart).

A chat goes on from `previousChatId` or within a session. What was said before is played again, with the answers that tools gave
then: nothing is done twice.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct, convert, to_builtins

from harness.reference.platform.errors import bad_request
from harness.reference.platform.kinds import KINDS
from harness.reference.platform.playing import Exchange, Played, PlayRequest
from harness.reference.platform.records import Record
from harness.reference.platform.shelf import Shelf
from harness.reference.platform.speech import chat_messages, last_answer
from harness.reference.platform.stage import Stage, seed_of, target_faults
from harness.reference.platform.validation import faults_of

__all__ = ["Chats"]

_TARGETS = ("assistantId", "assistant", "squadId", "squad")
_CARRIED = (*_TARGETS, "assistantOverrides", "customer")


class _Thread(Struct, frozen=True, kw_only=True):
    """A conversation so far, as it must be played again to go on."""

    id: str
    """Of its first chat."""
    started_at: str
    says: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()


class Chats:
    """Holds chats of all organisations."""

    def __init__(self, shelf: Shelf, stage: Stage) -> None:
        self._shelf = shelf
        self._stage = stage

    def create(self, org_id: str, body: Any) -> Record:
        """The chat with its `output`. 400 for a body that cannot be, 404 for a previous chat or session that is not there."""
        self._stage.need_player()
        self._check(body)
        session = self._shelf.get(org_id, KINDS["session"], body["sessionId"]) if body.get("sessionId") else None
        previous = self._shelf.get(org_id, KINDS["chat"], body["previousChatId"]) if body.get("previousChatId") else None
        before = previous or session
        target = {key: before.body[key] for key in _CARRIED if before and before.body.get(key) is not None} | body
        if faults := target_faults(target, _TARGETS):
            raise bad_request(faults)
        chat_id = self._shelf.new_id()
        told = _lines(body["input"])
        thread = _continued(before, chat_id, self._stage.now().isoformat())
        played = self._played(org_id, chat_id, thread, target, told)
        output = chat_messages(last_answer(played.trace))
        messages = [*_messages(before), *_input_messages(body["input"])]
        kept = to_builtins(
            _Thread(id=thread.id, started_at=thread.started_at, says=(*thread.says, *told), exchanges=played.exchanges)
        )
        chat = {
            **{key: target[key] for key in _CARRIED if target.get(key) is not None},
            **{key: value for key, value in body.items() if key != "stream"},
            "messages": messages,
            "output": output,
            "cost": 0,
            "costs": [],
        }
        record = self._shelf.records.add(org_id, "chat", chat_id, chat, kept)
        if session is not None:
            self._remember(org_id, session.id, [*messages, *output], kept)
        return record

    def _check(self, body: Any) -> None:
        faults = faults_of(body, "Chat")
        if isinstance(body, dict):
            if not _lines(body.get("input")):
                faults.append("input must be a string or an array of messages, with something a user says")
            if body.get("sessionId") and body.get("previousChatId"):
                faults.append("sessionId and previousChatId are mutually exclusive")
        if faults:
            raise bad_request(faults)

    def _played(self, org_id: str, id: str, thread: _Thread, target: Mapping[str, Any], told: Sequence[str]) -> Played:
        over = target.get("assistantOverrides") or {}
        request = PlayRequest(
            kind="chat",
            squad=self._stage.chat_squad(org_id, target),
            id=id,
            org_id=org_id,
            started_at=datetime.fromisoformat(thread.started_at),
            seed=seed_of(thread.id),
            says=(*thread.says, *told),
            customer_number=(target.get("customer") or {}).get("number"),
            customer_metadata=(target.get("customer") or {}).get("metadata") or {},
            variables=over.get("variableValues") or {},
            replayed=thread.exchanges,
        )
        return self._stage.play(request)

    def _remember(self, org_id: str, id: str, messages: list[Any], kept: Mapping[str, Any]) -> None:
        self._shelf.records.change(org_id, "session", id, lambda old: ({**old.body, "messages": messages}, kept))


def _continued(before: Record | None, id: str, now: str) -> _Thread:
    if before is None or not before.kept:
        return _Thread(id=id, started_at=now)
    return convert(before.kept, _Thread)


def _messages(before: Record | None) -> list[Any]:
    return [*before.body.get("messages", ()), *before.body.get("output", ())] if before else []


def _input_messages(written: Any) -> list[Any]:
    return [{"role": "user", "content": written}] if isinstance(written, str) else list(written)


def _lines(written: Any) -> tuple[str, ...]:
    """What the person says: the text, or each user message."""
    if isinstance(written, str):
        return (written,) if written.strip() else ()
    if not isinstance(written, list):
        return ()
    said = [one.get("content") for one in written if isinstance(one, dict) and one.get("role") == "user"]
    return tuple(one for one in said if isinstance(one, str) and one.strip())
