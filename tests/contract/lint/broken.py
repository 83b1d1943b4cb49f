"""For every rule what breaks it."""

from tests.contract.lint.broken_assistants import ASSISTANTS
from tests.contract.lint.broken_platform import PLATFORM
from tests.contract.lint.broken_prompts import PROMPTS
from tests.contract.lint.broken_references import REFERENCES
from tests.contract.lint.broken_squads import SQUADS
from tests.contract.lint.broken_tools import TOOLS

__all__ = ["CASES"]

CASES = (*REFERENCES, *TOOLS, *SQUADS, *ASSISTANTS, *PROMPTS, *PLATFORM)
