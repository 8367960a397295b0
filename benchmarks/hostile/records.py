"""Hostile tables, JSON, YAML and XML."""

from collections.abc import Iterator

from benchmarks.hostile.cases import PROMISE, Case, flood, text_case

HEAD = "action,owner,deadline\n"
ROW = "Publish a lantern plan,Home Office,2031\n"


def tables() -> Iterator[Case]:
    """CSV whose rows try to hide others."""
    yield text_case("csv", "open-quote.csv", f'{HEAD}"Repair,Home Office,2030\n{ROW}')
    yield text_case("csv", "open-quotes.csv", HEAD + '"a\n' * 20_000 + ROW)
    yield text_case("csv", "duplicate-headers.csv", f"action,action,action\n{ROW}")
    yield text_case("csv", "huge-cell.csv", f"{HEAD}{'x' * 200_000},Home Office,2031\n{ROW}")
    yield text_case("csv", "ragged.csv", HEAD + "a\na,b,c,d,e\n" * 2000 + ROW)
    yield text_case("csv", "nul.csv", f"{HEAD}Pub\x00lish,Home Office,2031\n{ROW}")
    yield text_case("csv", "formulas.csv", f"{HEAD}=cmd|' /C calc'!A0,@SUM(1),+1+1\n{ROW}")
    yield text_case("csv", "wide.csv", ",".join(f"c{n}" for n in range(30_000)) + "\n" + "x," * 29_999 + "x\n")
    yield text_case("csv", "only-header.csv", HEAD)
    yield text_case("csv", "open-quote-wide.csv", f'{HEAD}"{"x," * 100_000}\n{ROW}')
    yield text_case("csv", "long-header.csv", f"{'h' * 100_000},owner\n" + "a,b\n" * 500)
    yield text_case("csv", "blank-lines.csv", HEAD + "\n" * 1_000_000 + ROW)
    yield text_case("csv", "bad-rows.csv", HEAD + "a\n" * 1000)
    yield text_case("csv", "only-delimiters.csv", "," * 100_000)
    yield text_case("csv", "quotes.csv", HEAD + '"' * 100_001)
    yield text_case("csv", "bidi.csv", f"{HEAD}Publish \u202enalp,Home Office,2031\n{ROW}")
    yield flood("csv", "many-rows.csv", ROW, 400_000, before=HEAD)
    yield text_case("csv", "other.tsv", "a\tb\n" + '"\t' * 30_000)


def json_texts() -> Iterator[Case]:
    """JSON that parses to something else than it says, or never ends."""
    good = f'"text": "{PROMISE}"'
    yield text_case("json", "nan.json", f'{{"a": NaN, "b": -Infinity, {good}}}')
    yield text_case("json", "deep.json", "[" * 100_000)
    yield text_case("json", "deep-closed.json", "[" * 50_000 + "]" * 50_000)
    yield text_case("json", "duplicate-keys.json", f'{{"text": "x", {good}}}')
    yield text_case("json", "digits.json", f'{{"a": {"9" * 5000}, {good}}}')
    yield text_case("json", "exponent.json", f'{{"a": 1e999999999, {good}}}')
    yield text_case("json", "lone-surrogate.json", f'{{"a": "\\ud800", {good}}}')
    yield text_case("json", "lone-surrogate-key.json", f'{{"\\udc00\\u0000": "x", {good}}}')
    yield text_case("json", "truncated.json", f'{{{good}, "b": [1, 2')
    yield text_case("json", "wide.json", '{"a": [' + "0," * 200_000 + "0]}")
    yield text_case("json", "long-string.json", f'{{{good}, "b": "{"x" * 1_000_000}"}}')
    yield text_case("json", "nul.json", f'{{"a": "\\u0000", {good}}}')
    yield text_case("json", "true-only.json", "[" + "true," * 200_000 + "true]")
    yield text_case("json", "bad-line.jsonl", f"{{{good}}}\n{{broken\n{{{good.replace('lantern', 'harbour')}}}\n", keeps=True)
    yield text_case("json", "bad-lines.jsonl", "{broken\n" * 5000)
    yield text_case("json", "two-values.json", f"{{{good}}}{{{good}}}")


def yaml_texts() -> Iterator[Case]:
    """YAML that is small on the disk only."""
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 20))
    yield text_case("yaml", "anchor-bomb.yaml", bomb)
    yield text_case("yaml", "cycle.yaml", "&a [*a, x]\n")
    yield text_case("yaml", "python-tag.yaml", "!!python/object/apply:os.system ['touch hacked']\n")
    yield text_case("yaml", "tabs.yaml", "a:\n\t- x\n")
    yield text_case("yaml", "deep.yaml", "[" * 20_000)
    yield text_case("yaml", "deep-blocks.yaml", "".join("  " * n + "a:\n" for n in range(400)))
    yield text_case("yaml", "many-documents.yaml", "---\na: b\n" * 2000)
    yield text_case("yaml", "duplicate-keys.yaml", "a: 1\na: 2\n")
    yield text_case("yaml", "merge.yaml", "a: &a {b: c}\nd:\n  <<: [*a, *a, *a]\n")


def xml_texts() -> Iterator[Case]:
    """XML that reaches outside, or unfolds."""
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield text_case("xml", "billion-laughs.xml", f'<!DOCTYPE x [<!ENTITY l0 "lol">{lol}]><x>&l9;</x>')
    yield text_case("xml", "outside-file.xml", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>')
    yield text_case("xml", "outside-dtd.xml", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>')
    yield text_case("xml", "deep.xml", "<x>" * 100_000)
    yield text_case("xml", "truncated.xml", "<x><y>")
