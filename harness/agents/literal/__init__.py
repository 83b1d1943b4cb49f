"""The literal agent: a deterministic reader of prompts and tool schemas, so that an edit there changes behaviour without a "
"model."""

from harness.agents.literal.agent import LiteralAgent
from harness.agents.literal.policy import Policy, policy_of
from harness.agents.literal.reader import read

__all__ = ["LiteralAgent", "Policy", "policy_of", "read"]
