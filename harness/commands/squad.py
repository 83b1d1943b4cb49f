"""`callproof squad`: who has which tool and hands over to whom, as the files were read."""

from collections.abc import Sequence
from pathlib import Path

from harness.commands.finding import organisation
from harness.contract.overview import overview
from harness.contract.problems import did_you_mean
from harness.errors import InputError
from harness.reporting.overview import OVERVIEW_FORMATS, render_overview

__all__ = ["squad"]


def squad(name: str, *, form: str = "text", scenarios: Sequence[Path] = ()) -> str:
    """The overview of the organisation called `name`, or in the folder `name`, ready to print.

    Raises InputError for an unknown name or format, and ContractProblems when the organisation cannot be read.
    """
    known = next((each for each in OVERVIEW_FORMATS if each == form), None)
    if known is None:
        raise InputError(f"there is no format '{form}'. {did_you_mean(form, OVERVIEW_FORMATS)}")
    return render_overview(overview(organisation(name, scenarios)), known)
