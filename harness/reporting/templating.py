"""The HTML templates that ship with the package: everything put into them is escaped, and a misspelt name is an error."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render"]

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, which HTML forbids, and marks that turn the direction of writing: a name could rearrange what is said."""


def render(template: str, **values: Any) -> str:
    """One template of `harness/reporting/templates` filled in, with `�` for what cannot be seen.

    Raises jinja2's UndefinedError for a value it is not given.
    """
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", _environment().get_template(template).render(**values))


@lru_cache(maxsize=1)
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("harness.reporting", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
