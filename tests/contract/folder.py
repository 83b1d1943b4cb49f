"""Folders with resources, written down for one test."""

from pathlib import Path

from harness.contract.gitops import read_organisation
from harness.contract.model import Organisation
from harness.contract.problems import ContractProblems

TOOL = """\
type: function
function:
  name: bookTable
  description: Books a table.
  parameters:
    type: object
    properties:
      guest: {type: string, description: Full name}
      phone: {type: string}
    required: [guest, phone]
server:
  url: https://inn.example/api/bookTable
"""

ASSISTANT = """\
---
name: Front Desk
firstMessage: Good evening.
model:
  provider: openai
  toolIds:
    - book-table ## books a table
---

# Task
Ask for the phone number.
"""


def written(folder: Path, **files: str | bytes) -> Path:
    """`folder` as resources/inn with the given files; `assistants__desk_md` is assistants/desk.md."""
    top = folder / "resources" / "inn"
    top.mkdir(parents=True, exist_ok=True)
    for key, content in files.items():
        kind, _, name = key.partition("__")
        stem, _, extension = name.rpartition("_")
        path = top / kind / f"{stem.replace('_', '-')}.{extension}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return top


def read(folder: Path) -> Organisation:
    """The organisation, its files named from its own folder on."""
    return read_organisation(folder, shown_as=Path("inn"))


def problems(folder: Path) -> list[str]:
    """What reading the folder complains about."""
    try:
        read(folder)
    except ContractProblems as found:
        return str(found).splitlines()
    return []
