"""What can go wrong that is not a broken contract.

    CallproofError              the run cannot be what it was asked to be; one sentence, exit code 2
    ├── InputError              a file, an option or a step says something that cannot be used: its author mends it
    └── MachineError            the machine refused: a busy port, a folder that cannot be written

A broken contract is never an exception of this tree: it is a `Finding`, carried by `harness.checks.base.PromiseBroken`
where pytest needs something to raise. A bug of the harness is any other exception, and is reported as an error.
"""

__all__ = ["CallproofError", "InputError", "MachineError"]


class CallproofError(Exception):
    """One sentence for whoever can mend it: expected, found, where, what to do."""


class InputError(CallproofError):
    """What the user wrote cannot be used."""


class MachineError(CallproofError):
    """The machine would not let us."""
