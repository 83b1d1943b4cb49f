"""The documented booking backend: one tool, `bookClinicAppointment`, in the three request shapes it has been called with."""

from harness.reference.booking.resource import BookingSystem
from harness.reference.booking.store import BOOKING_STORE

__all__ = ["BOOKING_STORE", "BookingSystem"]
