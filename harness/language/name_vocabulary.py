"""English words that tell names of people from everything else."""

__all__ = ["ALSO_NAMES", "EVERYDAY", "PARTICLES", "PLACE_STARTS", "TITLES"]

_PARTICLES = "van der den de da dos di del della la le von bin ibn al el ter ten zu y"
_TITLES = "mr mrs ms miss mx dr prof professor sir madam madame"
_PLACE_STARTS = "san new los las santa saint st fort port north south east west the"
_EVERYDAY = """
    a an the and or but so if to at on in of for from with about by as not no yes yeah yep nope sure okay ok please thanks
    thank hi hello hey i me my mine we our you your he she it its they them this that these those there here what when
    where who why how which is are was were be been am do does did done have has had can could would will should may might
    must shall just really very too also now then today tonight tomorrow yesterday morning afternoon evening night noon
    midnight monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec next
    last first second third one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    twenty thirty forty fifty zero oh um uh er hmm well right correct fine good great ready happy glad sorry afraid
    interested late early busy free available back new old sick ill tired hungry wondering calling looking trying hoping
    going coming thinking planning having getting making reserving speaking phoning running visiting staying traveling
    travelling leaving wanting need want like know think guess mean prefer rather because still only all some any every
    both none nothing something anything everything time date day week month year hours hour minutes phone number email
    mail address name surname spelled spelt actually maybe probably perhaps around again already always never ever same
    other another more most much many few lot bit allergic canadian american british english french chinese spanish german
    hers his her him their theirs let lets see wait hold moment problem course kind sort type thing way place out up down
    off over under into after before until since during between don't doesn't can't won't isn't aren't wasn't didn't
    couldn't wouldn't shouldn't i'm i'll i'd i've it's that's he's she's we're you're they're what's there's let's
    regarding concerning sounds perfect wonderful awesome absolutely certainly definitely exactly nah pass skip private
    stop go give take get put make tell ask call text anyone someone nobody emergency urgent confirm cancel change
    reschedule book reserve question questions help person people caller guest customer
"""
_ALSO_NAMES = """
    day may will good young street place april june august jan mark late free done fine english french german call first
    best love case light waters noon need want new old more moore much few way holder back great right wise person price
"""

PARTICLES = frozenset(_PARTICLES.split())
"""Parts of family names that stay in lower case."""
TITLES = frozenset(_TITLES.split())
"""Left out of names."""
PLACE_STARTS = frozenset(_PLACE_STARTS.split())
"""First words of places that look like names: San Francisco, New York."""
EVERYDAY = frozenset(_EVERYDAY.split())
"""Words that end a name, or show that what follows "I'm" or "it's" is none."""
ALSO_NAMES = frozenset(_ALSO_NAMES.split())
"""Everyday words that are names as well when capitals or "my name is" say so."""
