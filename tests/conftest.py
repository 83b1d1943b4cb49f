"""What every test of the project can rely on, wherever and beside whatever it is started."""

import signal

import hypothesis

hypothesis.settings.register_profile(
    "callproof",
    deadline=None,  # how fast things are is for `make bench` to say
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)


def pytest_configure() -> None:
    """Ctrl-C is what it is in a terminal, also when a shell started pytest in the background and so had it ignored."""
    hypothesis.settings.load_profile("callproof")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
