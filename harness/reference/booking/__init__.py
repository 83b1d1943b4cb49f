"""The documented booking backend: one tool, `bookClinicAppointment`, in the three request shapes it has been called with."""

from harness.reference.booking.resource import BookingSystem

__all__ = ["BookingSystem"]
