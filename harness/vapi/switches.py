"""Where sources about Vapi contradict each other, each contradiction is a switch; the first value is the default.

One recorded webhook of a live organisation settles each of them.
"""

from typing import Literal

from msgspec import Struct

__all__ = ["Switches"]


class Switches(Struct, frozen=True, kw_only=True):
    """Which reading of the platform is simulated."""

    tool_call_shape: Literal["fn-object", "fn-string", "flat-arguments", "flat-parameters"] = "fn-object"
    """Captured payloads nest an object under `function`; the OpenAPI types a JSON string; two docs pages show flat shapes.
    Takes effect in `vapi.webhook`."""
    timestamp: Literal["ms", "iso"] = "ms"
    """`message.timestamp`: a number in the docs, an ISO string in a 2024 capture. Takes effect in every webhook."""
    undefined_variable: Literal["empty", "literal"] = "empty"
    """What an undefined Liquid variable leaves: nothing, or its own `{{name}}`. Takes effect in `runtime.liquid.render`."""
    handoff_result_text: Literal["No handoff destination returned", "Handoff initiated"] = "No handoff destination returned"
    """Tool result of a handoff that worked, when neither its tool nor a server gives one. Takes effect in `runtime.handoff`."""
    handoff_default_filler: Literal["silent", "filler"] = "silent"
    """Whether a handoff without any message is announced. Takes effect in `runtime.handoff`."""
    multi_handoff_name: Literal["group_index", "first_destination"] = "group_index"
    """Function name of a handoff tool with several destinations. Takes effect in `runtime.state`."""
    dual_emission_spoken: bool = False
    """Whether text that a model sends together with tool calls is spoken. Takes effect in `runtime.call`."""
    non200_body_parsed: bool = False
    """Whether results in an answer with another status than 200 count. Takes effect in `vapi.replies.read_tool_reply`."""
    result_non_string: Literal["stringify", "reject"] = "stringify"
    """A result that is an object: made a string (with a warning), or treated as no result. Takes effect in
    `vapi.replies.read_tool_reply`."""
    parallel_tool_webhooks: Literal["one", "per_tool"] = "one"
    """Parallel tool calls to one URL travel in one webhook, or one each. Takes effect in `runtime.delivery`."""
    silence_min: Literal[10, 5] = 10
    """Smallest silenceTimeoutSeconds the platform takes; shorter ones are raised to it. Takes effect in `runtime.silence`."""
    stop_words_default: Literal[2, 0] = 2
    """Words a caller must say over the assistant to interrupt it, when stopSpeakingPlan does not say. No effect on a
    simulated call: its callers let the assistant finish."""
