"""Hostile encodings, invisible characters, plain text, Markdown and web pages."""

from collections.abc import Iterator

from benchmarks.hostile.cases import PROMISE, Case, flood, numbered, text_case

WORDS_FOR_RULES = (
    *("will ", "We will ", "by 2030 ", "plan is to ", "aims to ", "and, ", "says that ", "U.S. ", "A-", "NHS ", "(HO) ", "Act "),
    *("Home Office (HO) ", "Department of the ", "Committee on ", "led by Lord Smith ", "government ", "12.", "2030/31 ", "“", "(a) "),
)
MARKDOWN = ("`", "[a](", "[a][b", "*_", "***a", "<!--", "```a\n", "<ul>\n\n", "> ", "- a\n\n\n", "|a|", "{{", "a\n===\n", "\\", "#a\n")
PAGES = ('<a "', '<meta "', "<script ", "<div>x", "<h1><div>x", "<ul><li>x", "<table><tr><td>x", "<!--a", "&amp;", "<b>x", "<title ")


def encodings() -> Iterator[Case]:
    """Bytes that are not what they seem."""
    yield Case("encoding", "bad-utf8.txt", lambda: b"good start \xff\xfe\x81 " + PROMISE.encode())
    yield Case("encoding", "overlong.txt", lambda: b"\xc0\xaf\xe0\x80\xaf " + PROMISE.encode())
    yield Case("encoding", "utf16-no-mark.txt", lambda: PROMISE.encode("utf-16-le"), keeps=True)
    yield Case("encoding", "utf16-no-mark-be.md", lambda: PROMISE.encode("utf-16-be"), keeps=True)
    yield Case("encoding", "utf16-half-pair.txt", lambda: b"\xff\xfe" + PROMISE.encode("utf-16-le") + b"\x00\xd8")
    yield Case("encoding", "utf16-odd.txt", lambda: b"\xff\xfe" + PROMISE.encode("utf-16-le") + b"\x20")
    yield Case("encoding", "two-marks.md", lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + PROMISE.encode(), keeps=True)
    yield Case("encoding", "mixed.txt", lambda: "Überblick\n".encode() + "Überblick\n".encode("latin-1") + PROMISE.encode())
    yield Case("encoding", "nul.txt", lambda: PROMISE.replace("will", "w\x00ill").encode(), keeps=True)
    yield Case("encoding", "only-nul.txt", lambda: b"\x00" * 1_000_000)
    yield Case("encoding", "surrogate-bytes.md", lambda: b"\xed\xa0\x80 " + PROMISE.encode())
    yield Case("encoding", "utf7.txt", lambda: PROMISE.encode("utf-7"), keeps=True)
    yield Case("encoding", "noise.txt", lambda: bytes(range(1, 256)) * 4000)
    yield Case("encoding", "wrong-charset.html", lambda: b'<meta charset="no-such-code"><p>caf\xe9 ' + PROMISE.encode())
    yield Case("encoding", "escape-codec.html", lambda: b'<meta charset="rot13"><p>caf\xe9 ' + PROMISE.encode())


def invisible() -> Iterator[Case]:
    """Characters that hide, split or turn words."""
    for name, mark in (("bidi", "\u202e"), ("isolate", "\u2066"), ("zero-width", "\u200b"), ("joiner", "\u2060"), ("tags", "\U000e0041")):
        yield text_case("invisible", f"{name}.md", PROMISE.replace("will", f"wi{mark}ll").replace("Office", f"Off{mark}ice"), keeps=True)
    yield text_case("invisible", "bell.txt", PROMISE.replace("will", "wi\x07\x1b[31mll"))
    yield text_case("invisible", "entities.html", f"<p>&#xD800; &#0; &#x202E; {PROMISE}</p>", keeps=True)
    yield flood("invisible", "zalgo.md", "a\u0301\u0302\u0303")
    yield flood("invisible", "only-marks.md", "\u200b\u202e\ufeff")


def plain_texts() -> Iterator[Case]:
    """Text without end, and words that keep rules busy."""
    yield flood("text", "one-line.txt", "roads and bridges ", 2_000_000)
    yield flood("text", "one-word.txt", "x", 1_000_000)
    yield flood("text", "blank-lines.txt", "\n", 1_000_000)
    yield flood("text", "form-feeds.txt", "\f", 100_000)
    yield flood("text", "returns.txt", "a\r", 100_000)
    yield flood("text", "spaces.txt", " ", 1_000_000, after="x")
    yield flood("text", "tabs.txt", "\t", 300_000, after="x")
    yield flood("text", "dots.txt", ".", 100_000)
    yield text_case("text", "only-white-space.txt", " \n" * 50_000)
    yield text_case("text", "empty.txt", "")
    yield from numbered("rules", ".md", WORDS_FOR_RULES)


def markup() -> Iterator[Case]:
    """Markdown and web pages that are never closed, or nested without bottom."""
    yield from numbered("markdown", ".md", MARKDOWN)
    yield text_case("markdown", "deep-quote.md", ">" * 100_000 + f" x\n\n{PROMISE}", keeps=True)
    yield text_case("markdown", "deep-list.md", "".join(" " * (2 * n) + "- x\n" for n in range(300)) + f"\n\n{PROMISE}")
    yield text_case("markdown", "brackets.md", f"{PROMISE}\n\n{'[' * 50_000}{']' * 50_000}", keeps=True)
    yield text_case("markdown", "links-in-links.md", f"{PROMISE}\n\n{'[a' * 30_000}{'](x)' * 30_000}", keeps=True)
    yield text_case("markdown", "wide-table.md", f"{PROMISE}\n\n{'|a' * 20_000}|\n{'|-' * 20_000}|\n{'|b' * 20_000}|\n", keeps=True)
    yield text_case("markdown", "front-matter.md", f"---\na: &a [x]\n{'b: *a' + chr(10)}\n---\n\n{PROMISE}", keeps=True)
    yield from numbered("html", ".html", PAGES)
    page = f"<p>{PROMISE}</p>"
    yield text_case("html", "attributes.html", f"<p {'a=b ' * 100_000}>x</p>{page}", keeps=True)
    yield text_case("html", "quoted-attributes.html", '<p a="b"' + ' a="b"' * 50_000 + f">x</p>{page}", keeps=True)
    yield text_case("html", "spans.html", f"{page}<table><tr><td rowspan=1000000000 colspan=999999999>x</table>", keeps=True)
    yield text_case("html", "tables-in-tables.html", page + "<table><tr><td rowspan=65534 colspan=1000>a<td>" * 1000, keeps=True)
    yield text_case("html", "many-attributes.html", f"<p {' '.join(f'a{n}=1' for n in range(300_000))}>x</p>{page}", keeps=True)
    yield text_case("html", "frames-in-frames.html", page + '<iframe srcdoc="' * 5000, keeps=True)
    yield text_case("html", "scripts.html", page + "<script>x</script><style>y" * 20_000)
    yield text_case("html", "unclosed-comment.html", f"<!-- {page}", keeps=True)
    yield text_case("html", "growing-capitals.html", "\u0130" * 1000 + f"<script>x</script>{page}", keeps=True)
    yield text_case("html", "picture.html", f'{page}<img src="data:image/png;base64,{"A" * 2_000_000}">', keeps=True)
    yield text_case("html", "entity-flood.html", page + "&#x1F600;&lt;&NotAnEntity;" * 10_000, keeps=True)
