"""English words reduced to what they mean, so that "departing from" and "leaving from" compare equal."""

from functools import lru_cache

__all__ = ["ADJECTIVES", "AUXILIARIES", "DETERMINERS", "PREPOSITIONS", "PRONOUNS", "RELATED", "meaning_of"]

DETERMINERS = frozenset(
    {
        *("the", "a", "an", "your", "their", "his", "her", "its", "this", "that", "these", "those", "any", "some", "my"),
        *("our",),
    }
)
PRONOUNS = frozenset(
    {"you", "i", "we", "it", "they", "he", "she", "me", "us", "there", "youre", "one"}
    | {
        *("you're", "you'd", "you'll", "you've", "i'm", "i'll", "i'd"),
        *("i've", "we're", "we'll", "we'd", "we've", "they're", "they'll", "it's"),
        *("it'll", "he's", "she's", "let's", "that's", "there's"),
    }
)
AUXILIARIES = frozenset(
    {
        *("is", "are", "was", "were", "be", "am", "do", "does", "did", "would", "will", "should", "shall", "can", "could", "may"),
        *("might", "must", "ought", "has", "have", "had", "'s", "'re", "'ll", "'d"),
    }
)
PREPOSITIONS = frozenset(
    {
        *("in", "on", "at", "for", "to", "from", "with", "by", "near"),
        *("about", "around", "into", "under", "than", "as", "per", "until", "till"),
        *("through", "regarding", "within", "during", "before", "after", "between", "via", "toward", "towards"),
    }
)
ADJECTIVES = frozenset(
    {
        *("particular", "specific", "certain", "preferred", "favorite", "favourite"),
        *("desired", "special", "exact", "best", "good", "full"),
        *("complete", "other", "current", "possible", "available", "convenient"),
        *("new", "correct", "right", "own", "valid", "following"),
        *("necessary", "required", "additional", "same", "ideal", "suitable"),
        *("great", "local", "nice", "planned", "intended", "approximate"),
        *("different", "earliest", "latest", "proper", "preferable"),
    }
)
"""Words before a noun that say nothing about which noun it is."""

_MEANINGS: dict[str, tuple[str, ...]] = {
    "date": ("date", "dates", "day", "days", "weekday"),
    "time": ("time", "times", "timing", "timings", "hour", "hours", "o'clock"),
    "night": ("night", "nights"),
    "place": (
        *("place", "places", "location", "locations", "area", "areas", "region", "locality", "spot", "venue", "located"),
        *("point",),
    ),
    "city": ("city", "cities", "town", "towns", "municipality", "metropolis"),
    "address": ("address", "addresses", "street"),
    "person": (
        *("person", "people", "persons", "guest", "guests", "traveler", "travelers", "traveller", "travellers", "passenger"),
        *("passengers", "rider", "riders", "party", "adult", "adults"),
        *("attendee", "attendees", "diner", "diners", "companions", "individuals"),
        *("visitors", "occupants", "group", "members"),
    ),
    "ticket": ("ticket", "tickets", "seat", "seats", "seating"),
    "food": ("food", "foods", "cuisine", "cuisines", "dish", "dishes", "meal", "eat", "eating", "dine"),
    "price": ("price", "prices", "priced", "pricing", "fare", "fares", "cost", "costs", "budget", "rate", "spend", "expensive"),
    "amount": ("amount", "sum"),
    "payment": ("payment", "pay", "paying"),
    "kind": (
        *("kind", "kinds", "type", "types", "category", "categories", "genre", "genres", "sort", "sorts", "style", "class"),
        *("variety", "classification"),
    ),
    "name": ("name", "names", "named", "title", "titles", "called", "titled"),
    "movie": ("movie", "movies", "film", "films"),
    "song": ("song", "songs", "track", "tracks", "tune", "music"),
    "theater": ("theater", "theaters", "theatre", "theatres", "cinema", "cinemas"),
    "home": ("home", "homes", "house", "houses", "property", "properties", "apartment", "apartments", "accommodation"),
    "car": ("car", "cars", "vehicle", "vehicles", "automobile"),
    "phone": ("phone", "phones", "telephone", "mobile", "cell", "cellphone", "callback"),
    "email": ("email", "e-mail", "mail", "emails"),
    "number": ("number", "numbers", "digits"),
    "leave": ("leave", "leaves", "leaving", "depart", "departs", "departing", "departure", "outbound", "exiting", "onward"),
    "from": ("from", "origin", "source", "starting"),
    "go": (
        *("go", "goes", "going", "travel", "travelling", "traveling", "head", "headed", "heading", "visit"),
        *("visiting", "fly", "flying", "drive", "journey", "trip", "ride"),
    ),
    "to": ("to", "destination", "destinations"),
    "arrive": ("arrive", "arrives", "arriving", "arrival", "reach", "reaching"),
    "start": ("start", "starts", "started", "begin", "begins", "beginning", "commence"),
    "end": ("end", "ends", "ending", "finish", "until", "till", "till"),
    "return": ("return", "returns", "returning", "back", "inbound"),
    "pickup": ("pickup", "pick-up", "pick", "picking", "picked", "collect", "collecting"),
    "dropoff": ("dropoff", "drop-off", "drop", "dropping", "dropped"),
    "checkin": ("checkin", "check-in"),
    "checkout": ("checkout", "check-out"),
    "stay": ("stay", "stays", "staying", "duration", "length", "long"),
    "specialty": ("specialty", "speciality", "specialities", "specialties", "specialization", "specialist", "specialisation"),
    "airline": ("airline", "airlines", "carrier", "carriers"),
    "bathroom": ("bathroom", "bathrooms", "bath", "baths"),
    "bedroom": ("bedroom", "bedrooms", "bed", "beds"),
    "share": ("share", "shared", "sharing"),
    "recipient": ("recipient", "recipients", "receiver", "payee", "beneficiary", "receive"),
    "luggage": ("luggage", "baggage", "bag", "bags", "suitcase", "suitcases"),
    "additional": ("additional", "extra", "excess", "more"),
    "insurance": ("insurance", "insured", "insure", "coverage", "protection", "protected"),
    "internet": ("internet", "wifi", "wi-fi", "wireless"),
    "pet": ("pet", "pets", "dog", "dogs", "cat", "cats", "animal", "animals"),
    "outdoor": ("outdoor", "outdoors", "outside", "patio", "terrace"),
    "kid": ("kid", "kids", "child", "children"),
    "smoke": ("smoke", "smoking", "smoker", "smokers"),
    "entry": ("entry", "entrance", "admission"),
    "method": ("method", "methods", "mode", "means"),
    "birth": ("birth", "born", "birthday", "birthdate", "dob"),
    "postcode": ("postcode", "zip", "zipcode", "postal"),
    "surname": ("surname",),
}
_MEANING = {word: meaning for meaning, words in _MEANINGS.items() for word in words}

RELATED: dict[str, frozenset[str]] = {
    "place": frozenset({"city", "to", "address"}),
    "city": frozenset({"place", "to"}),
    "address": frozenset({"place", "to"}),
    "size": frozenset({"kind"}),
    "to": frozenset({"place", "city"}),
    "person": frozenset({"ticket"}),
    "ticket": frozenset({"person"}),
    "night": frozenset({"date", "stay"}),
    "date": frozenset({"night", "stay"}),
    "price": frozenset({"amount"}),
    "amount": frozenset({"price", "money", "balance"}),
    "money": frozenset({"price", "amount"}),
    "specialty": frozenset({"kind"}),
    "kind": frozenset({"specialty", "food", "method"}),
}
"""Meanings that may stand for one another when nothing fits better."""


@lru_cache(maxsize=8192)
def meaning_of(word: str) -> str:
    """One spelling for all words that mean the same: plural, -ing and common synonyms folded. Unknown words fold to a stem."""
    if (known := _MEANING.get(word)) is not None:
        return known
    for ending, instead in (("ies", "y"), ("ses", "s"), ("'s", ""), ("s", ""), ("ing", ""), ("ed", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            stem = word[: len(word) - len(ending)] + instead
            if ending in {"ing", "ed"} and len(stem) > 4 and stem[-1] == stem[-2] and stem[-1] in "bgmnprt":
                stem = stem[:-1]  # transferring, planned
            return _MEANING.get(stem, stem)
    return word
