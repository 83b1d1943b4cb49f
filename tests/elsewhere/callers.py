"""Somebody who wants what each squad is for and knows everything about it, and a backend that says yes."""

import json

from harness.callers.profile import CallerProfile, Reaction, When

__all__ = ["CALLERS", "YES"]

CALLERS = {
    "hotel": CallerProfile(
        opening="I'd like a room please.",
        knows={
            "check-in date": "March 6", "check-out date": "March 8", "guests": "two", "room type": "a double", "name": "Jane Doe",
            "phone": "604-555-0123", "special requests": "a quiet room",
        },
    ),
    "airline": CallerProfile(
        opening="I want to move my flight to another day.",
        knows={"booking reference": "QX7RT2", "last name": "Smith", "new date": "March 12"},
    ),
    "restaurant": CallerProfile(
        opening="Yes please.",
        knows={
            "date": "March 6", "time": "half past seven in the evening", "party size": "four", "name": "Ann Lee", 
            "seating": "patio",
        },
    ),
    "salon": CallerProfile(
        opening="I want to book a visit.",
        knows={
            "service": "a beard trim", "date": "March 6", "time": "3 pm", "name": "Bob Ray", "phone": "604-555-0123",
            "stylist": "Kim",
        },
    ),
    "cars": CallerProfile(
        opening="I'd like to rent a car.",
        knows={
            "pickup city": "Vancouver", "pickup date": "March 6", "pickup time": "9 am", "return date": "March 9",
            "return time": "5 pm", "car class": "midsize", "driver name": "Bob Ray", "driver age": "34", 
            "email": "bob@example.com",
        },
    ),
    "power": CallerProfile(
        opening="Yes, I want to report an outage.",
        knows={"service address": "12 Oak Street", "account number": "12345678"},
        reacts=(Reaction(when=When.HEARS, about="Is there a hazard", unless="service address", say="Yes, there is."),),
    ),
}  # fmt: skip
"""By the folder of the squad they phone."""

YES = {
    "findRoom": [json.dumps({"rooms": [{"roomId": "R-12", "rate": 180}, {"roomId": "R-14", "rate": 220}]})],
    "reserveRoom": [json.dumps({"success": True, "message": "Your room is reserved."})],
    "lookup_booking": [json.dumps({"booking": {"id": "bk_991", "status": "active"}})],
    "cancel_booking": [json.dumps({"success": True, "message": "The booking is cancelled."})],
    "change_flight": [json.dumps({"success": True})],
    "reserveTable": [json.dumps({"success": True, "message": "Your table is reserved."})],
    "book_visit": [json.dumps({"ok": True})],
    "rent_car": [json.dumps({"success": True, "message": "Your car is reserved."})],
    "extend_rental": [json.dumps({"success": True})],
    "report_outage": [json.dumps({"ticket": "T-5521", "success": True})],
    "transfer_to_agent": ["You are being transferred."],
}
"""Tool → its answers."""
