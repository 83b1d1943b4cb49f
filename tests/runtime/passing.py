"""Mia and Ben: the smallest house in which a call can be handed over."""

from typing import Any

from harness.contract.model import Assistant, Destination, Server, Squad, Tool
from harness.ports import Reply, Says
from tests.runtime.hand import (
    Played,
    assistant,
    called,
    handoff,
    house,
    play,
    tool,
)

__all__ = ["HI", "MODEL_FIRST", "NOBODY", "SERVER", "ben", "passed", "two"]

HI = [Says(text="The bill, please.")]
MODEL_FIRST = "assistant-speaks-first-with-model-generated-message"
NOBODY = "No handoff destination returned"
SERVER = Server(url="https://inn.example.com/events")


def ben(**fields: Any) -> Assistant:
    return assistant(
        tool("pay"), **({"name": "Ben", "prompt": "You are Ben.", "first_message": "Ben here.", "id": "b-1"} | fields)
    )


def passed(*to: str | Destination, by: Tool | None = None, squad: Squad | None = None, **arguments: Any) -> Played:
    """Mia hands over with the tool `pass`."""
    mia = assistant(by or handoff(*(to or ("Ben",)), name="pass"), tool("book"))
    return play(squad or house(mia, ben()), caller=HI * 3, model=[called("pass", **arguments), Reply(text="Yes?")])


def two(*tools: Tool, **fields: Any) -> Squad:
    return house(assistant(*tools), ben(), assistant(name="Bo", prompt="You are Bo."), **fields)
