"""The documented booking backend: `bookClinicAppointment` and six more tools, in three request shapes."""

from harness.reference.booking.resource import BookingSystem
from harness.reference.booking.store import BOOKING_STORE

__all__ = ["BOOKING_STORE", "BookingSystem"]
