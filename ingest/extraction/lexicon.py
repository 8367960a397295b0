"""Word lists of policy English that sentence reading rests on: closed classes, and verbs by what they do."""


def words(text: str) -> frozenset[str]:
    """The words of `text`, for lists that read better as prose than as quoted strings."""
    return frozenset(text.split())


# A full stop after one of these ends no sentence: a name or a number follows.
TITLES = words("mr mrs ms dr prof rev hon sir st rt gen col capt lt sgt sen rep gov supt insp jr sr")
REFERENCES = words("no nos para paras sec secs s ss art arts fig figs p pp vol vols ch cl reg regs ref refs app annex pt eq ed eds")
SHORTENED = words(
    "e.g i.e eg ie cf viz vs v approx est ca c al incl excl resp tel ext dept govt univ assn bros "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
)
# These end a sentence only when the next word plainly opens one.
OPEN_ENDED = words("etc inc ltd co corp plc llc u.s u.k u.n e.u a.m p.m ph.d d.c u.s.c n.z")
OPENERS = words(
    "The This These That Those We It They Our In On At By To From For As If When While Where Once All Each Every No A An However "
    "Therefore Although There Such Its Their He She You I But And So With Within Following Under After Before During"
)
