"""Documented faults of the backend, each a switch: a squad's tools can then be held against what really answers them."""

from msgspec import Struct

__all__ = ["Flaws"]


class Flaws(Struct, frozen=True, kw_only=True):
    """What is wrong with the handlers. The defaults are the documented state; with a switch off, a handler does as it should."""

    transfer_call_reads_context: bool = True
    """`transfer_call` looks for `context`, so that `notes`, which the tool sends, never reach the staff.

    Tool inventory, section 13, "Parameter Name Mismatch" (P2).
    """
    search_patient_reads_date_of_birth: bool = True
    """`search_patient` reads `dateOfBirth`, which the tool does not define. Tool inventory, section 2, "Parameter Drift" (P2)."""
    search_patient_ignores_first_name: bool = True
    """`search_patient` does not look at `firstName`, which the tool sends. Tool inventory, section 2, "Parameter Drift" (P3)."""
    get_providers_ignores_specialty: bool = True
    """`get_providers` returns everybody, whatever `specialty` says. Tool inventory, section 5 (P3)."""
