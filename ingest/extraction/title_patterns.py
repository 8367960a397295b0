"""Patterns of titles: what may stand inside one, go on behind its kind word, or mark one without a kind word."""

import re

from ingest.extraction.lexicon import ACTION_VERBS

YEARS = r"(?:19|20)\d\d(?:\s?(?:[-–/]|to)\s?(?:20)?\d\d)?"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
CAPITAL = rf"(?!\d{{1,2}} (?:{MONTHS})\b)[A-Z0-9](?:[\w’'-]|\.(?=\w))*"
# Generic but for its years: "Strategic plan 2031 to 2034".
DATED = re.compile(
    rf"(?<![\w-])(?:(?:Strategic|Corporate|Business|Delivery) (?P<kind>plan|strategy)|(?:Digital|Technology) (?P<told>Strategy|Plan)) "
    rf"(?:for )?{YEARS}(?![\w-])"
)
# What a plan is to do may be its name: "National Plan to Combat Cybercrime", "Strategy to End Violence against Women".
PURPOSE = (
    rf" to (?=(?:{'|'.join(sorted(verb.title() for verb in ACTION_VERBS if verb.isalpha()))}) ){CAPITAL}"
    rf"(?:(?:,? (?:and|&|of|for|in|the|on|against|through))? {CAPITAL})+"
)
EXTENSION = re.compile(
    rf"(?: \((?P<short>[A-Z]{{2,8}})\))?(?P<more> (?:for|on|concerning|towards|(?<=Charter )of|(?<=Understanding "
    rf")of|(?<=Review )of"
    rf"|(?<=Inquiry )of|(?<=Inquiry )into) "
    rf"(?:the |a )?{CAPITAL}(?:(?:,? (?:and|&|of|for|with|in|the|of the|for the|with the|to))? {CAPITAL})*"
    rf"(?: century)?|{PURPOSE})?(?P<years>,? (?:to )?{YEARS})?"
)
LAW_EXTENSION = re.compile(rf"(?P<years> {YEARS})?")
# A strategy's action plan is an instrument of its own: "Harbour Strategy 2031 Action Plan".
PLAN_OF = re.compile(rf" (?:{YEARS} )?(?:Action|Delivery|Implementation|Work) Plan(?![\w-])(?! [A-Z])(?P<years> {YEARS})?")
COMPOUND = re.compile(r"(?: (?:and|&)|:) (?:Roadmap|Action Plan|Delivery Plan|Implementation Plan|Framework)(?![\w-])(?! [A-Z])")
LOWER_TOPIC = re.compile(r" [a-z]+(?=[.,;)]| and | or |$)")
MONTH = rf"(?!(?:{MONTHS})\b)"
ORDER = re.compile(
    rf"\b(?:Executive Order|E\.O\.|EO) (?:No\. )?\d{{4,5}}"
    rf"(?:\s?[-–—:]\s?(?:[A-Z][\w’']*)(?: (?:the|of|and|for|in|to|on|{MONTH}[A-Z][\w’']*))*)?"
    # One that is called by what it is on, its number in brackets: "Executive Order on Safe, Well-lit Harbours (Executive Order 12345)".
    rf"|\bExecutive Order on [A-Z][\w’'-]*(?:,? (?:the|of|and|for|in|to|on|with|through|[A-Z][\w’'-]*))+(?= \(Executive Order \d{{4,5}}\))"
)
# Instruments known by a number: "OMB Memorandum M-19-17", "Circular A-130", "Directive 2016/680".
NUMBERED = re.compile(
    r"\b(?:[A-Z]{2,5} )?(?:Memorandum|Circular|Bulletin) [A-Z]-\d[\d-]*\d|\bBinding Operational Directive \d\d-\d\d"
    r"|\b(?:Regulation|Directive|Decision) (?:\((?:EU|EC)\) )?(?:No )?\d{2,4}/\d{2,4}(?:/(?:EU|EC))?"
    r"|\b(?:NIST )?(?:Special Publication|SP) 800-\d+\w?"
    r"|\b(?:[A-Z][a-z]+ )?Resolution \d{1,4}[-/]\d{1,4}"
)
# A paper laid before a parliament has its number behind its title: "Lamps for Everybody (HC 1455)".
LAID = re.compile(
    rf"(?:\bReport(?: of Session [\d–-]{{4,9}})?, (?=[A-Z])(?P<told>[^.;()\[\]]{{5,120}}(?:\([A-Z]{{2,6}}\))?)"
    rf"|(?<![\w’'-])(?P<title>{CAPITAL}(?:(?:,? (?:and|of|for|in|the|of the|for the|on|a|to))? {CAPITAL}){{1,12}}"
    rf"(?:: {CAPITAL}(?: [\w’',-]+){{1,12}})?)) [(\[](?:HC|HL|CP|Cm|Cmd|SP Paper|HL Paper) ?\d+[^)\]]{{0,20}}[)\]]"
)
# Titled in quotation marks before its kind: "its ‘Make or Mend’ report".
QUOTED_FIRST = re.compile(
    r"(?<!\w)[“‘](?P<title>[A-Z][^“”‘]{5,90}?)[”’] (?:[a-z]+ )?"
    r"(?P<kind>strategy|plan|action plan|white paper|green paper|review|report|policy|roadmap|framework|charter|programme)(?![\w-])"
)
QUOTED = re.compile(
    r"\b(?P<kind>strategy|plan|white paper|green paper|review|report|policy|roadmap|framework|charter|programme|"
    r"legislation)s?(?:,| called| titled| entitled| –|:)? ?"
    r"[“\"‘'](?P<title>[A-Z][^”\"’']{6,90})[”\"’']",
    re.IGNORECASE,
)
# A title without a kind word that the text shortens by one: "published Lamps for Everybody: a way ahead (‘the Roadmap’)".
SHORTENED = re.compile(
    r"\b(?:publish|launch|releas|issu|unveil)(?:es|ed|ing|e) (?:the |its |a )?[“\"‘']?(?P<title>[A-Z][^.;()“”\"]{6,140}?)[”\"’']? "
    r"\([“\"‘']?(?:the|The) (?P<kind>Strategy|Plan|Action Plan|Roadmap|Framework|Review|White Paper|Green Paper|Charter|Programme|Policy|"
    r"Blueprint)[”\"’']?\)"
)
# One that stands beside its kind: "Scotland's first strategy, Bright and Early was published", "its strategy Bright Lamps, published".
BESIDE = re.compile(
    r"(?:(?:['’]s|\b[Ii]ts|\b[Oo]ur|\b[Tt]heir|\b[Tt]he)(?: [a-z-]+){0,4} "
    r"(?P<kind>strategy|plan|roadmap|framework|review|white paper|green paper|charter|progress report),?"
    # "Has published a report, Lamps for Everybody, that says …".
    r"|\b(?:publish|launch|releas|issu)(?:es|ed|ing|e) an?(?: [a-z-]+){0,3} (?P<told>strategy|report|review|plan|roadmap|framework),) "
    r"(?P<title>[A-Z][a-z]+(?:(?:, | and |, and | of | for | the | in | to | with | by | )[A-Z][a-z]+){1,7})"
    r"(?=,? (?:that|was|is|has been|published|launched|released|which|sets? out|set out)\b)"
)
# What a government publishes in answer to an instrument is another: "Harbour Plan: government response".
RESPONSE = re.compile(r": (?:the )?government[’']?s? response\b", re.IGNORECASE)
