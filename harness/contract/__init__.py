"""What a squad promises: its assistants, their prompts and their tools, and where each of them was written down.

`read_organisation` is in `harness.contract.gitops` and `Validator` in `harness.contract.schema`: both load libraries that whoever
only needs the values can do without.
"""

from harness.contract.model import Assistant, Member, Organisation, Source, Squad, Tool
from harness.contract.problems import ContractProblems, Problem

__all__ = ["Assistant", "ContractProblems", "Member", "Organisation", "Problem", "Source", "Squad", "Tool"]
