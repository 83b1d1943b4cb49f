"""The patterns of a `.vapi-ignore` file."""

import re

__all__ = ["Ignored"]

_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Ignored:
    """Says which resources are excluded, by `<folder>/<resource id>` ("tools/old-search").

    `*` stays within a folder, `**` does not, `?` is one character; empty lines and lines that begin with `#` or `!` mean nothing.
    """

    def __init__(self, text: str) -> None:
        lines = (line.strip() for line in text.splitlines())
        self._patterns = tuple(_compiled(line) for line in lines if line and line[0] not in "#!")

    def __contains__(self, resource: str) -> bool:
        return any(pattern.fullmatch(resource) for pattern in self._patterns)


def _compiled(glob: str) -> re.Pattern[str]:
    return re.compile("".join(_MEANS.get(token) or re.escape(token) for token in _TOKEN.findall(glob.lstrip("/"))))
