"""The loop that does what a call asks for."""

from harness.contract.model import Squad
from harness.ports import Agent, Caller, Ledger, ToolBackend
from harness.runtime.call import Call
from harness.runtime.settings import CallSettings
from harness.runtime.step import Answer, AskAgent, AskCaller, Done, Notify, SendToolCalls, ToolCallsAnswered
from harness.trace.trace import Trace

__all__ = ["simulate"]


def simulate(
    squad: Squad, settings: CallSettings, *, agent: Agent, caller: Caller, backend: ToolBackend, ledger: Ledger | None = None
) -> Trace:
    """Play one whole call. What agent, caller or backend raise comes out as it is: a bug there is no finding."""
    call = Call(squad, settings)
    step = call.start()
    while True:
        answer: Answer
        match step:
            case AskCaller(heard=heard):
                answer = caller.answer(heard)
            case AskAgent(messages=messages, tools=tools):
                answer = agent.reply(messages, tools)
            case SendToolCalls(request=request) | Notify(request=request):
                reply = backend.send(request)
                answer = ToolCallsAnswered(answer=reply, changes=ledger.changes() if ledger else ())
            case Done(trace=trace):
                return trace
        step = call.receive(answer)
