"""The parts of `callproof verify`: what is expected, what is found, and the evidence of both."""
