"""Every rule of extraction in plain words: the one table that `policygraph explain` and docs/rules.md read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Group = Literal["commitment", "form", "veto", "owner", "deadline place", "date", "edge", "name", "relation", "strategy"]

TITLES: Mapping[Group, str] = {
    "commitment": "What makes a sentence a commitment",
    "form": "Its form, where a sentence is an action without a subject",
    "veto": "What refuses a sentence that sounds like a commitment",
    "owner": "Who is to do it",
    "deadline place": "Where its deadline stands",
    "date": "How a date is written",
    "edge": "Which part of it is meant",
    "name": "What a stretch of text names",
    "relation": "How two things are connected",
    "strategy": "Which strategy states a commitment that a report tells of",
}

RULES: Mapping[Group, Mapping[str, str]] = {
    "commitment": {
        "clause": "It binds somebody or something by the words",
        "labelled heading": "The heading above is labelled as an action or recommendation",
        "label": "It is labelled as an action, recommendation or the like",
        "numbered heading": "The heading above is nothing but the number of an action or recommendation",
        "running number": "It is one of a running series of numbered actions",
        "planned list": "The words above its list say that what follows is planned",
        "list": "The words above its list end in the binding word, such as “We will:”",
        "means": "The words above its list say that this is how it is to be done, such as “by:”",
        "actions": "The heading or the words above announce actions",
        "recommendations": "The heading or the words above announce recommendations",
        "targets": "The heading above announces targets",
        "instructions": "It is one of a bare list of instructions below a heading",
        "table": "It stands in a column of actions",
        "import": "A row of a typed table holds it",
        "model": "A language model names it, and no rule speaks for or against it; its words stand in the text",
    },
    "form": {
        "instruction": "an instruction, such as “Publish a plan”",
        "gerund": "an activity, such as “Publishing a plan”",
        "infinitive": "something to do, such as “to publish a plan”",
        "nominal": "a thing to come, such as “A new plan for harbours”",
        "finite": "a whole sentence",
    },
    "veto": {
        "open list": "It only opens a list; the items below are judged one by one.",
        "question": "It asks, and promises nothing.",
        "negation": "It says that something will not be done.",
        "hope or estimate": "Somebody hopes, expects or estimates it.",
        "dependent clause": "The binding word stands in a side remark of another statement.",
        "about the text itself": "It tells what the text will do, not what anybody will.",
        "definition": "It says what a word means.",
        "past intention": "It was intended once, or by a government that is no more.",
        "hypothesis": "It says what would happen, if.",
        "necessity": "It states a need that nobody takes on.",
        "judgement": "It is an opinion on how things will stand.",
        "state of things": "It says how things will be, with nobody acting.",
        "predicted effect": "It says what a measure will bring about, not what anybody will do.",
        "contents of a document": "It says what a document will hold.",
        "prediction": "It foresees something and promises nothing.",
        "benefit to others": "It says what those will have of it for whom it is meant.",
        "principle": "It says how things should be, and addresses nobody.",
        "aim of nobody": "It states an aim without anybody who holds it.",
        "account of a plan": "A text speaks of its own plan; the plan itself is what counts.",
        "business of a meeting": "It says when a committee meets, or what it took note of.",
        "effect of a law": "It says what a law changes once it is in force.",
        "said before": "The same words stand earlier in the document, for the same day.",
        "detail": "It says who leads, or by when, of the commitment before it.",
    },
    "owner": {
        "subject": "named as the one who acts",
        "joint subject": "named together with the one who acts",
        "pronoun": "the body that “it” or “they” stands for",
        "agent of the passive": "named after “by”",
        "credited speaker": "the body to which the words are credited",
        "label": "named in the label",
        "list intro": "named in the words above the list",
        "heading": "named in the heading above",
        "sentence below": "bound by the first sentence below the heading that is the action",
        "owner column": "named in the table's column, or on the line, for who leads",
        "action before": "carried on from the action before in the same chapter",
        "sentence before": "spoken of in the sentence before",
        "addressee of the recommendations": "whom the recommendations before it address",
        "government of the country": "nobody is named: the government of the document's country",
        "body that met": "members decide in the minutes of their body",
        "publisher": "nobody is named: “we” are who published the document",
        "partner": "named after “working with” or the like",
        "import": "named in the column of the typed table",
        "model": "whom a language model names; the document names that body",
    },
    "deadline place": {
        "sentence": "in its own words",
        "intro": "in the words above its list",
        "column": "in the table's column for dates",
        "header": "in the header over the column",
        "label": "on the line that says by when",
        "heading": "in a heading above",
    },
    "date": {
        "no-day": "words that name no day, such as “in due course” and “by the end of this Parliament”",
        "iso-day": "a day in figures, year first",
        "two-months": "from one month to another",
        "months": "from one month to another, without a year",
        "two-days": "from one day to another",
        "day-month-year": "a day, its month and year",
        "month-day-year": "a month, its day and year",
        "numeric-day": "a day in figures",
        "quarter": "a quarter of a year",
        "ranked-quarter": "a quarter of a year in words",
        "short-quarter": "a quarter before its year, as in 2Q FY32",
        "year-quarter": "a quarter behind its year",
        "named-quarter": "a quarter named by its last month",
        "half": "half of a year",
        "season": "a season of a year",
        "financial-year": "a financial year, as the country counts it",
        "short-financial-year": "a financial year in four figures, as in 31/32",
        "two-years": "two years, or a year across two",
        "month-year": "a month and its year",
        "short-month": "a month with two figures of its year",
        "within": "so long after the day of publication",
        "ahead": "over so long a time from the day of publication",
        "years-from": "over so many years from a financial year",
        "in-time": "in so long a time from the day of publication",
        "relative-year": "this or the next year, seen from the day of publication",
        "decade": "the end of the decade",
        "relative-season": "this or the next season, seen from the day of publication",
        "relative-month": "this or the next month, seen from the day of publication",
        "day-month": "a day without its year: the next one after publication",
        "month-day": "a day without its year: the next one after publication",
        "month": "a month without its year: the next one after publication",
        "year": "a year",
    },
    "edge": {
        "end": "its end",
        "close": "its end",
        "start": "its start",
        "beginning": "its start",
        "early": "its first months",
        "middle": "its middle",
        "mid": "its middle",
        "late": "its last months",
        "later": "later in it",
        "not counted": "a report does not say from which day to count",
    },
    "name": {
        "register-name": "a known body by its name",
        "register-abbreviation": "a known body by its abbreviation",
        "register-local": "a known body as documents of its country call it",
        "register-role": "a known body by the office that speaks for it",
        "one-of-a-list": "a known body that shares a word with others in a list, as in “the Departments of Health and Education”",
        "minister's-brief": "the department whose name holds the minister's brief",
        "body-name": "built like the name of a public body",
        "unit-of-body": "a committee, board or the like named right behind its body",
        "body-that-met": "the body whose meeting the title says it records",
        "body-to-be": "a body that is to be set up",
        "document-abbreviation": "abbreviated as the document itself defines it",
        "government-of-country": "“the government” of the document's country",
        "devolved-office": "ministers of the devolved government that published it",
        "country-as-government": "a country, where its government is meant",
        "group-that-acts": "a group of bodies that is said to act",
        "officers-of-group": "officers whom each body of a group has, where they are to act",
        "defined-title": "“the Director” and the like, as the document defines it in brackets",
        "head-noun": "“the Department” and the like: the nearest such body before",
        "title": "a title with the word for its kind",
        "title-beside-kind": "a title that stands beside the word for its kind",
        "proper-name-and-kind": "a proper name before the word for its kind",
        "quoted-title": "a title in quotation marks or italics",
        "laid-paper": "a title with the number of a paper laid before a parliament behind it",
        "numbered-order": "an order with its number",
        "review-by-author": "a review named by its author",
        "known-title": "a title the document gave before, or the vocabulary has",
        "this-strategy": "“this strategy” and the like",
        "made-instrument": "a plan that is to be made",
        "followed-instrument": "a plan that is followed",
        "replaced-instrument": "a plan that is replaced",
        "owned-instrument": "somebody's own plan",
        "one-for-each": "a plan of each of several bodies",
        "author-of-review": "who carried out a review",
        "own-strategy": "the strategy that the document itself is",
        "theme-salience": "a word that shows the theme",
        "register-row": "a row of a register",
        "import": "a cell of a typed table",
        "vocabulary": "an entry of your own vocabulary",
    },
    "relation": {
        "part-of": "“part of”",
        "agency-of": "“an agency of” and the like",
        "within": "“within” and the like",
        "whose-agency": "somebody's agency or unit",
        "whose-unit": "somebody's own unit or office",
        "unit-beside-body": "a body's name right before that of its own committee or office",
        "created-unit": "a body created the office",
        "oversees": "“oversees”, “sponsors”, “regulates” and the like",
        "overseen-by": "“overseen by” and the like",
        "merged-to-form": "several bodies “merged to form” one",
        "replaced-by": "“replaced by” and the like",
        "formerly": "“formerly”",
        "replaces-body": "“replaces”",
        "supersedes": "“supersedes”, “replaces” and the like",
        "superseded-by": "“superseded by” and the like",
        "cites": "“as set out in” and the like between two strategies",
        "publishes": "“published” and the like",
        "we-published": "“we published”, said by the publisher",
        "to-launch": "“has joined forces to launch” and the like, said of the body that opens the sentence",
        "bringing-out": "“releasing” and the like with nobody named, where the publisher says “we”",
        "will-publish": "a promise to publish it",
        "possessive": "a body's name with ’s before the strategy's",
        "published-by": "“published by” and the like",
        "of-body": "“of” and a body behind the strategy's name",
        "label-of-title": "a body and a colon before the strategy's name",
        "speaks-for": "a strategy that sets out what a body will do",
        "department-in-brackets": "a department in brackets behind the name of one of its parts",
        "commissions": "“commissioned” and the like",
        "commissioned-by": "“commissioned by” and the like",
        "changes-body": "a law or plan that changes what a body is or does",
        "theme-of-own-strategy": "the document's own strategy, and what it speaks of most",
        "theme-in-title": "a word for the theme in the strategy's title",
        "theme-of-passage": "the passages on the strategy, and what they speak of most",
        "publisher": "who published the document that the strategy is",
        "body-of-reported": "the body whose name opens that of the strategy reported on",
        "government's-plan": "a plan in which the government undertakes most",
        "body-in-title": "the body whose name opens the strategy's",
        "set-up-by-law": "a law sets the body up",
        "told-what-to-do": "a law or order tells the body what to do",
        "asked-of-all": "a plan or guidance says what a whole group of bodies should or must do",
        "answers-recommendation": "a response that stands below the recommendation it answers",
        "works-with": "“working with” and the like",
        "refers-to": "words that refer, or a link",
        "it-replaces": "“it replaces”",
        "our-strategy": "“our”, said by the publisher",
        "one-for-each": "a plan of each of several bodies",
        "own-body": "listed among the publisher's own bodies, as the register has it",
        "author-of-review": "who carried out a review",
        "register-part": "a column for the parts of the body beside it",
        "register-parent": "the register's column for the parent",
        "register-successor": "the register's column for the successor",
        "register-predecessor": "the register's column for the predecessor",
        "register-broader": "the register's column for the broader theme",
        "import": "a column of the typed table",
        "vocabulary-broader": "your own vocabulary places the one under the other",
    },
    "strategy": {
        "said-by-subject": "the sentence says that the strategy says it",
        "list-of-subject": "the words above the list say that the strategy says it",
        "heading-of-subject": "the heading announces what the strategy undertakes",
        "holder-of-subject": "who holds the strategy undertakes it where the report speaks of the strategy",
        "import": "a column of the typed table",
    },
}


@dataclass(frozen=True, slots=True)
class Described:
    """A rule as it stands in evidence, and what it means."""

    rule: str
    words: str


def described(group: Group, rule: str) -> Described:
    """A rule in plain words; one that the table lacks is said by its name."""
    if group == "commitment":
        return Described(rule, _commitment(rule))
    if group == "deadline place":
        return Described(rule, _deadline(rule))
    return Described(rule, _words(group, rule))


def _words(group: Group, rule: str) -> str:
    name = rule.partition("@")[0]
    return RULES[group].get(name, name)


def _commitment(rule: str) -> str:
    """Its two parts are what asks for an action, and how it is said: "clause: will", "actions: gerund"."""
    asks, _, form = rule.partition(": ")
    if asks == "clause":
        return f"{_words('commitment', asks)} “{form}”."
    said = f": {_words('form', form)}" if form else ""
    return f"{_words('commitment', asks)}{said}."


def _deadline(rule: str) -> str:
    """Its parts are where the date stands, how it is written, and which part of it is meant: "sentence: year-end"."""
    place, _, rest = rule.partition(": ")
    date, _, note = rest.partition(", ")
    words = [_words("deadline place", place), *_date(date)]
    return ", ".join([*words, _words("edge", note)] if note else words)


def _date(name: str) -> Iterator[str]:
    if not name or name in RULES["date"]:
        yield from (RULES["date"][name],) if name else ()
        return
    written, _, part = name.rpartition("-")
    yield _words("date", written)
    yield _words("edge", part)


def rules_page() -> str:
    """docs/rules.md: the table, for who wants to read all of it."""
    lines = [_HEAD]
    for group, rules in RULES.items():
        lines += [f"## {TITLES[group]}\n", "| rule | in words |\n|---|---|"]
        lines += [f"| `{name}` | {words} |" for name, words in rules.items()]
        lines.append("")
    return "\n".join(lines)


_HEAD = """# The rules in plain words

[`policygraph explain`](explain.md) names the rules that decided on each sentence, and the graph holds them as `extractor`.
A commitment's rule has two parts, such as `actions: gerund`; so has a deadline's, such as `sentence: year-end`.
This page is made from `ingest/explain/rules.py` by `make generated`; change it there.
"""
