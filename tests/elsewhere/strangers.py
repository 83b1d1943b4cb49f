"""Squads written by people who knew nothing of the reader, and what a sensible reader of their prompts does in each call."""

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from harness.callers.profile import CallerProfile as P
from tests.elsewhere.stage import lines

__all__ = ["CALLS", "StrangersCall"]


class StrangersCall(Struct, frozen=True, kw_only=True):
    """Who phones whom, what the tools answer, and what has to come of it."""

    org: str
    phoned: str
    caller: P
    answers: Mapping[str, list[str]]
    path: list[str] | None
    tools: list[tuple[str, dict[str, Any]]] | None


CALLS: dict[str, StrangersCall] = {}


def _add(
    name: str,
    org: str,
    phoned: str,
    caller: P,
    answers: Mapping[str, Any],
    path: list[str] | None,
    tools: list[tuple[str, dict[str, Any]]] | None,
) -> None:
    written = {tool: [json.dumps(answer)] for tool, answer in answers.items()}
    CALLS[name] = StrangersCall(org=org, phoned=phoned, caller=caller, answers=written, path=path, tools=tools)


def no(msg: str) -> dict[str, Any]:
    return {"success": False, "message": msg}


ok = {"success": True}
G = "Grand Meridian"
rooms = {"rooms": [{"roomId": "R-301", "type": "queen", "rate": 210}, {"roomId": "R-412", "type": "king", "rate": 260}]}
J = {"arrival date": "March 6", "departure date": "March 8", "guests": "two", "name": "Jane Doe", "phone": "604-555-0123"}
HELD = {
    "roomId": "R-301",
    "arrivalDate": "2026-03-06",
    "departureDate": "2026-03-08",
    "guestName": "Jane Doe",
    "phone": "+16045550123",
}
_add(
    "g-book",
    "grand",
    G,
    P(opening="Hi, I'd like to book a room.", knows=J),
    {"search_rooms": rooms, "hold_room": {"success": True, "confirmationNumber": "GM-5512"}},
    ["Grand Front Desk", "Reservations"],
    [("search_rooms", {"arrivalDate": "2026-03-06", "departureDate": "2026-03-08", "guests": 2}), ("hold_room", HELD)],
)
_add(
    "g-points",
    "grand",
    G,
    P(opening="How many points do I have?", knows={"membership number": "44182900"}),
    {"find_member": {"found": True, "tier": "Gold", "points": 18200}},
    ["Grand Front Desk"],
    [("find_member", {"membershipNumber": "44182900"})],
)
_add(
    "g-invoice",
    "grand",
    G,
    P(opening="I don't understand a charge on my invoice.", knows={"invoice number": "55210", "last name": "Doe"}),
    {"find_invoice": {"found": True, "total": "412.50"}},
    ["Grand Front Desk", "Guest Billing"],
    [("find_invoice", {"invoiceNumber": "55210", "lastName": "Doe"})],
)
_add(
    "g-tickets",
    "grand",
    G,
    P(
        opening="Could you get me theatre tickets?",
        knows={"service": "theatre tickets", "date": "March 4", "time": "eight in the evening", "room number": "814"},
    ),
    {"arrange_service": ok},
    ["Grand Front Desk", "Concierge"],
    [("arrange_service", {"service": "theatre tickets", "date": "2026-03-04", "time": "20:00", "roomNumber": "814"})],
)
_add(
    "g-cancel",
    "grand",
    G,
    P(opening="I need to cancel my stay.", knows={"confirmation number": "GM-5512"}),
    {"cancel_stay": ok},
    ["Grand Front Desk", "Reservations"],
    [("cancel_stay", {"confirmationNumber": "GM-5512"})],
)
_add(
    "g-keeps",
    "grand",
    G,
    lines("I need to cancel my stay.", "GM-5512", "No, on second thought I'll keep it.", "No, thank you. Goodbye."),
    {"cancel_stay": ok},
    ["Grand Front Desk", "Reservations"],
    [],
)
_add(
    "g-cancel-then-bill",
    "grand",
    G,
    lines(
        "I need to cancel my stay.",
        "GM-5512",
        "Yes, please.",
        "Yes, I also have a question about an invoice.",
        "Yes, an invoice.",
        "Okay.",
        "55210",
        "Doe",
        "No, goodbye.",
    ),
    {"cancel_stay": ok, "find_invoice": {"found": True, "total": "412.50"}},
    None,
    [("cancel_stay", {"confirmationNumber": "GM-5512"}), ("find_invoice", {"invoiceNumber": "55210", "lastName": "Doe"})],
)
_add("g-pool", "grand", G, lines("When does the pool close?", "No, thanks. Goodbye."), {}, ["Grand Front Desk"], [])
_add(
    "g-res-alone",
    "grand",
    "Reservations",
    P(opening="Hi, I'd like to book a room.", knows=J),
    {"search_rooms": rooms, "hold_room": {"success": True, "confirmationNumber": "GM-5512"}},
    ["Reservations"],
    [("search_rooms", {"arrivalDate": "2026-03-06", "departureDate": "2026-03-08", "guests": 2}), ("hold_room", HELD)],
)
S = "Skyways Line"
T = {"confirmation code": "QX7RT2", "last name": "Smith"}
trip = {"found": True, "trip": {"id": "trip_88", "passenger": "Smith"}}
GT = ("get_trip", {"confirmation_code": "QX7RT2", "last_name": "Smith"})
_add(
    "s-rebook",
    "skyways",
    S,
    P(opening="I missed my connection and need another flight.", knows={**T, "travel date": "March 4"}),
    {
        "get_trip": trip,
        "find_flights": {
            "flights": [{"flight_number": "SK410", "departs": "08:15"}, {"flight_number": "SK416", "departs": "17:40"}]
        },
        "rebook": ok,
    },
    ["Skyways Triage", "Rebooking"],
    [
        GT,
        ("find_flights", {"trip_id": "trip_88", "travel_date": "2026-03-04"}),
        ("rebook", {"trip_id": "trip_88", "flight_number": "SK410"}),
    ],
)
_add(
    "s-bag",
    "skyways",
    S,
    P(
        opening="My suitcase never arrived.",
        knows={**T, "bag tag": "0016423511", "description": "a blue hard shell suitcase", "address": "12 Oak Street, Vancouver"},
    ),
    {"get_trip": trip, "report_bag": {"success": True, "report_number": "B-771"}},
    ["Skyways Triage", "Baggage Desk"],
    [
        GT,
        (
            "report_bag",
            {
                "trip_id": "trip_88",
                "bag_tag": "0016423511",
                "description": "blue hard shell suitcase",
                "delivery_address": "12 Oak Street, Vancouver",
            },
        ),
    ],
)
_add(
    "s-unknown",
    "skyways",
    S,
    P(opening="I want my money back.", knows={**T, "reason": "the flight was cancelled"}),
    {"get_trip": {"found": False}},
    ["Skyways Triage"],
    [GT, GT],
)
_add(
    "s-all-at-once",
    "skyways",
    S,
    lines(
        "Hi, my confirmation code is QX7RT2, last name Smith, I need another flight.",
        "Okay.",
        "March 4",
        "The first one please.",
        "Yes.",
        "No, thank you, goodbye.",
    ),
    {
        "get_trip": trip,
        "find_flights": {
            "flights": [{"flight_number": "SK410", "departs": "08:15"}, {"flight_number": "SK416", "departs": "17:40"}]
        },
        "rebook": ok,
    },
    ["Skyways Triage", "Rebooking"],
    [
        GT,
        ("find_flights", {"trip_id": "trip_88", "travel_date": "2026-03-04"}),
        ("rebook", {"trip_id": "trip_88", "flight_number": "SK410"}),
    ],
)
W = "Paws Squad"
_add(
    "p-emergency",
    "paws",
    W,
    P(
        opening="My dog was hit by a car!",
        knows={"what happened": "he was hit by a car", "animal": "a dog", "phone": "604-555-0123"},
    ),
    {"announce_arrival": ok},
    ["Paws Reception", "Emergency-Vet"],
    None,
)
_add(
    "p-poison",
    "paws",
    W,
    lines("Help, my cat ate poison!", "She ate rat poison.", "A cat", "604-555-0123", "No. Goodbye."),
    {"announce_arrival": ok},
    ["Paws Reception", "Emergency-Vet"],
    None,
)
_add(
    "p-refill",
    "paws",
    W,
    P(
        opening="I need a refill of my dog's medicine.",
        knows={"pet name": "Rex", "medicine": "carprofen", "phone": "604-555-0123"},
    ),
    {"refill": ok},
    ["Paws Reception", "Pharmacy-Team"],
    [("refill", {"pet_name": "Rex", "medicine": "carprofen", "phone": "+16045550123"})],
)
_add(
    "p-refused",
    "paws",
    W,
    P(opening="I need a refill please.", knows={"pet name": "Rex", "medicine": "carprofen", "phone": "604-555-0123"}),
    {"refill": no("It needs a new prescription.")},
    ["Paws Reception", "Pharmacy-Team"],
    [("refill", {"pet_name": "Rex", "medicine": "carprofen", "phone": "+16045550123"})],
)
_add("p-hours", "paws", W, lines("What are your opening hours?", "No, thanks. Goodbye."), {}, ["Paws Reception"], [])
H = "Harbour Bank Voice"
V = {"customer number": "40718823", "date of birth": "May 4, 1980"}
ver = {"verified": True, "customerId": "cu_7"}
VC = ("verify_customer", {"customerNumber": "40718823", "dateOfBirth": "1980-05-04"})
cards = {
    "cards": [{"cardId": "cd_1", "type": "debit", "lastFour": "4411"}, {"cardId": "cd_2", "type": "credit", "lastFour": "9920"}]
}
LC = ("list_cards", {"customerId": "cu_7"})
_add(
    "h-keeps",
    "harbour",
    H,
    lines(
        "Somebody stole my card.", "40718823", "May 4, 1980", "9920", "Yes.", "No, wait, I found it.", "No, thank you. Goodbye."
    ),
    {"verify_customer": ver, "list_cards": cards, "block_card": ok, "order_card": ok},
    ["Identification", "Card Services"],
    [VC, LC],
)
_add(
    "h-nonew",
    "harbour",
    H,
    lines(
        "My card was stolen.",
        "40718823",
        "May 4, 1980",
        "9920",
        "It was stolen.",
        "Yes.",
        "Yes, I am sure.",
        "No, I don't need a new one.",
        "No, goodbye.",
    ),
    {"verify_customer": ver, "list_cards": cards, "block_card": ok, "order_card": ok},
    ["Identification", "Card Services"],
    [VC, LC, ("block_card", {"cardId": "cd_2", "reason": "stolen"})],
)
_add(
    "h-pay",
    "harbour",
    H,
    P(
        opening="I'd like to make a payment.",
        knows={**V, "payee": "Northern Gas", "amount": "120 dollars", "date": "March 6, 2026"},
    ),
    {"verify_customer": ver, "make_payment": ok},
    ["Identification", "Payments"],
    [VC, ("make_payment", {"customerId": "cu_7", "payee": "Northern Gas", "amount": 120, "date": "2026-03-06"})],
)
_add(
    "h-unverified",
    "harbour",
    H,
    P(
        opening="I'd like to make a payment.",
        knows={**V, "payee": "Northern Gas", "amount": "120 dollars", "date": "March 6, 2026"},
    ),
    {"verify_customer": {"verified": False}},
    ["Identification"],
    [VC, VC],
)
# --- second, unseen
B = "SwiftPost Line"
_add(
    "b-pickup",
    "parcel",
    B,
    P(
        opening="I'd like a parcel picked up from my office.",
        knows={"address": "12 Oak Street, Vancouver", "parcels": "three", "date": "March 6"},
    ),
    {"schedule_pickup": {"success": True, "pickup_code": "P-88"}},
    ["Welcome", "Pickup-Desk"],
    [("schedule_pickup", {"pickup_address": "12 Oak Street, Vancouver", "parcel_count": 3, "pickup_date": "2026-03-06"})],
)
_add(
    "b-track",
    "parcel",
    B,
    P(opening="Where is my parcel?", knows={"tracking number": "CA123456789"}),
    {"track_parcel": {"status": "out for delivery"}},
    ["Welcome", "Tracking"],
    [("track_parcel", {"tracking_number": "CA123456789"})],
)
_add(
    "b-missing",
    "parcel",
    B,
    lines("My parcel is late.", "CA123456789", "Yes, please open a search.", "604-555-0123", "No, that's all. Goodbye."),
    {"track_parcel": {"status": "missing"}, "open_search": ok},
    ["Welcome", "Tracking"],
    [
        ("track_parcel", {"tracking_number": "CA123456789"}),
        ("open_search", {"tracking_number": "CA123456789", "phone": "+16045550123"}),
    ],
)
_add(
    "b-complain",
    "parcel",
    B,
    lines(
        "I want to complain about your driver.",
        "He threw the box over the fence.",
        "Jane Doe",
        "jane@example.com",
        "No, goodbye.",
    ),
    {"file_complaint": {"success": True, "case_number": "C-12"}},
    ["Welcome", "Complaints Team"],
    [
        (
            "file_complaint",
            {"what_happened": "He threw the box over the fence", "full_name": "Jane Doe", "email": "jane@example.com"},
        )
    ],
)
_add("b-hours", "parcel", B, lines("When are you open on Saturdays?", "Thanks, goodbye."), {}, ["Welcome"], [])
IRON = "Ironworks Line"
acc = {"found": True, "account": {"id": "ac_5", "name": "Bob Ray"}}
FA = ("find_account", {"phone": "+16045550123"})
_add(
    "i-class",
    "gym",
    IRON,
    P(
        opening="I'd like to book a class.",
        knows={"member": "Yes, I am.", "phone": "604-555-0123", "kind": "yoga", "date": "March 4"},
    ),
    {
        "find_account": acc,
        "list_classes": {
            "classes": [{"classId": "k1", "start": "2026-03-04T07:00"}, {"classId": "k2", "start": "2026-03-04T18:00"}]
        },
        "book_class": ok,
    },
    ["Hello Agent", "Class Bookings"],
    [FA, ("list_classes", {"kind": "yoga", "day": "2026-03-04"}), ("book_class", {"accountId": "ac_5", "classId": "k1"})],
)
_add(
    "i-noaccount",
    "gym",
    IRON,
    lines(
        "I'd like to book a class.",
        "Yes.",
        "604-555-0123",
        "Okay.",
        "Bob",
        "Ray",
        "bob@example.com",
        "March 6",
        "Yes.",
        "Goodbye.",
    ),
    {"find_account": {"found": False}, "book_trial": ok},
    ["Hello Agent", "Trial Signups"],
    [FA, ("book_trial", {"firstName": "Bob", "lastName": "Ray", "email": "bob@example.com", "day": "2026-03-06"})],
)
_add(
    "i-cancel",
    "gym",
    IRON,
    lines(
        "I want to cancel my membership.",
        "Yes.",
        "604-555-0123",
        "No, I still want to cancel.",
        "I am moving away.",
        "Yes.",
        "No, goodbye.",
    ),
    {"find_account": acc, "cancel_membership": ok},
    ["Hello Agent", "Membership Care"],
    [FA, ("cancel_membership", {"accountId": "ac_5", "reason": "I am moving away"})],
)
