"""Extraction on annotated documents: writes predictions in the shape of the annotations, and says what each rule got right.

    python benchmarks/extraction.py CORPUS_DIR OUT_DIR [--gold] [--leave-one-out]

Reads every document of CORPUS_DIR that has a NAME.gold.json beside it, with the
metadata of its meta.json, and writes OUT_DIR/NAME.pred.json. No database is used.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# The benchmark runs from a checkout, whether or not the packages are installed.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.judging import Judgement, judge
from benchmarks.rule_gains import Tally, elsewhere_lines, gain_lines, left_out_lines, veto_lines
from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import CommitmentFinding, Findings, Named
from ingest.formats import format_for, media_type_of
from ingest.vocabulary.entries import Vocabulary
from ingest.vocabulary.loader import load_vocabulary

GOLD = ".gold.json"
Prediction = dict[str, list[object]]


@dataclass(frozen=True, slots=True)
class Result:
    """One document: what was found, and what it should have been."""

    name: str
    findings: Findings
    prediction: Prediction
    gold: dict[str, list[dict[str, object]]]


def annotated(corpus: Path) -> Iterator[tuple[Path, Path]]:
    """The annotated documents of a folder with their annotations, in order of name."""
    for gold in sorted(corpus.glob(f"*{GOLD}")):
        stem = gold.name.removesuffix(GOLD)
        document = next(
            (path for path in sorted(corpus.glob(f"{stem}.*")) if media_type_of(path.name) and not path.name.endswith(GOLD)), None
        )
        if document is None:
            print(f"{gold.name}: there is no document beside it that a format reads; skipped.", file=sys.stderr)
            continue
        yield document, gold


def read(path: Path, metadata: Metadata) -> ReadDocument:
    """The document in a file."""
    raw = RawDocument(path.name, str(path), path.read_bytes(), media_type_of(path.name) or "text/plain", metadata)
    return format_for(raw).read(raw)


def prediction_of(findings: Findings) -> Prediction:
    """The findings in the shape of the annotations: names instead of ids."""
    things = {thing.id: thing for thing in findings.things}

    def name(thing: str) -> str:
        return str(things[thing].fields["name"])

    publishers = {relation.target: name(relation.source) for relation in findings.relations if relation.type in {"PUBLISHES", "OWNS"}}
    return {
        "organisations": [
            {"name": name(thing.id), "aliases": _aliases(thing)} for thing in findings.things if thing.kind == "Organisation"
        ],
        "strategies": [
            {"name": name(thing.id), "kind": thing.fields.get("kind"), "publisher": publishers.get(thing.id), "aliases": _aliases(thing)}
            for thing in findings.things
            if thing.kind == "Strategy"
        ],
        "themes": [name(thing.id) for thing in findings.things if thing.kind == "Theme"],
        "commitments": [_commitment(commitment, name) for commitment in findings.commitments],
        "relations": [{"source": name(item.source), "type": item.type, "target": name(item.target)} for item in findings.relations],
    }


def _aliases(thing: Named) -> list[object]:
    aliases = thing.fields.get("aliases") or ()
    short = thing.fields.get("abbreviation")
    return [*(aliases if isinstance(aliases, list | tuple) else ()), *([short] if short else [])]


def _commitment(commitment: CommitmentFinding, name: Callable[[str], str]) -> dict[str, object]:
    start, end = commitment.span.stored
    owners = [name(owner.organisation) for owner in commitment.owners]
    return {
        "text": commitment.span.text,
        "start": start,
        "end": end,
        "owner": owners[0] if owners else None,
        "co_owners": owners[1:],
        "deadline": commitment.deadline.value if commitment.deadline else None,
        "themes": [name(theme) for theme in commitment.themes],
        "rule": commitment.rule,
    }


def run(corpus: Path, out: Path, vocabulary: Vocabulary) -> list[Result]:
    """Extract every annotated document and write its predictions."""
    out.mkdir(parents=True, exist_ok=True)
    meta_file = corpus / "meta.json"
    meta = json.loads(meta_file.read_text(encoding="utf-8")) if meta_file.exists() else {}
    results = []
    for path, gold in annotated(corpus):
        metadata = Metadata(**meta.get(path.name, {"title": path.stem}))
        findings = extract(read(path, metadata), vocabulary)
        prediction = prediction_of(findings)
        target = out / (gold.name.removesuffix(GOLD) + ".pred.json")
        target.write_text(json.dumps(prediction, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
        results.append(Result(path.name, findings, prediction, json.loads(gold.read_text(encoding="utf-8"))))
    return results


def report(results: list[Result], *, leave_one_out: bool = False) -> str:
    """Precision, recall and F1 of each part, what each rule and veto gains and costs, and the errors as readable lines."""
    parts: dict[str, Counter[str]] = {}
    lines: list[str] = []
    tallies: list[Tally] = []
    traps: Counter[str] = Counter()
    for result in results:
        judgement = judge(result.prediction, result.gold)
        for part, counts in judgement.counts.items():
            parts.setdefault(part, Counter()).update(counts)
        traps.update(judgement.traps)
        tallies.append(Tally(result.name, judgement.rules, judgement.counts["commitments"]["wanted"], _vetoes(result, judgement)))
        lines += [f"{result.name}: {error}" for error in (*judgement.errors, *_refused(result, judgement))]
    trap_lines = [f"traps fallen into: {traps['hit']} of {traps['annotated']}"]
    tables: list[Iterable[str]] = [[*_part_lines(parts), *trap_lines], gain_lines(tallies), veto_lines(tallies)]
    if leave_one_out:
        tables += [left_out_lines(tallies), elsewhere_lines(tallies)]
    return "\n".join([*(line for table in tables for line in (*table, "")), *lines])


def _vetoes(result: Result, judgement: Judgement) -> dict[str, Counter[str]]:
    """By veto: how many annotated traps it refused, and how many annotated commitments."""
    traps = [(int(str(trap["start"])), int(str(trap["end"]))) for trap in result.gold.get("traps", ()) if "start" in trap]
    found: dict[str, Counter[str]] = {}
    for rejected in result.findings.rejected:
        start, end = rejected.span.stored
        counts = found.setdefault(rejected.rule, Counter())
        counts["gains"] += any(start < last and first < end for first, last in traps)
        counts["costs"] += any(start < last and first < end for first, last in judgement.missed)
    return found


def _refused(result: Result, judgement: Judgement) -> Iterator[str]:
    """Annotated commitments that a veto refused, with the veto's name."""
    for rejected in result.findings.rejected:
        start, end = rejected.span.stored
        if any(start < missed_end and missed_start < end for missed_start, missed_end in judgement.missed):
            yield f"vetoed [{rejected.rule}] {rejected.span.text[:110]}"


def _part_lines(parts: dict[str, Counter[str]]) -> Iterator[str]:
    yield f"{'':14}{'P':>7}{'R':>7}{'F1':>7}   right/found/wanted"
    for part, counts in parts.items():
        right, found, wanted = counts["right"], counts["found"], counts["wanted"]
        precision, recall = right / found if found else 0.0, right / wanted if wanted else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        yield f"{part:14}{precision:7.3f}{recall:7.3f}{f1:7.3f}   {right}/{found}/{wanted}"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, help="Folder of documents with NAME.gold.json beside them, and a meta.json.")
    parser.add_argument("out", type=Path, help="Folder for the predictions; made when it does not exist.")
    parser.add_argument("--gold", action="store_true", help="Compare with the annotations and print what is right and wrong.")
    parser.add_argument("--leave-one-out", action="store_true", help="With --gold: say too what each rule does on the other documents.")
    arguments = parser.parse_args()
    results = run(arguments.corpus, arguments.out, load_vocabulary())
    print(f"{len(results)} documents read; predictions are in {arguments.out}.")
    if arguments.gold:
        print(report(results, leave_one_out=arguments.leave_one_out))


if __name__ == "__main__":
    main()
