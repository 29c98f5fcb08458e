"""
From what files say to records that can be loaded: every problem at once, before the database is touched.

Fields are checked by the models; what only the whole can show (ids, references, cycles, dates of rounds) is checked
here.
"""

import difflib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from graph import model, seed
from graph.errors import Problem, SeedError
from graph.model import first_day, last_day
from graph.seeding.reading import Entry, Files, files_of, of_directory, read, strangers
from graph.seeding.relations import Target, fields_of, label_of_id, list_fields, parts, targets

ACYCLIC = ("PART_OF", "SUPERSEDES")
MUTUAL = ("POSSIBLY_SAME_AS", "DISTINCT_FROM")
"""What holds of both things alike: said from both sides, it would count twice."""

SPANS = (("date", "date_end"), ("period_from", "period_to"))
"""Fields of a record of which one says when something begins, and the other when it ends."""

DERIVED = ("valid_from", "valid_until")
MOST_PROBLEMS = 200

ADVICE = {
    "missing": ("is missing", "add {field!r}"),
    "extra_forbidden": ("there is no such field (given: {given})", "take {field!r} out, or mend its name"),
    "string_type": ("is no text (given: {given})", "write text; quote what looks like a number"),
    "int_type": ("is no whole number (given: {given})", "write one, in digits and without quotes"),
    "float_type": ("is no number (given: {given})", "write one, in digits and without quotes"),
    "bool_type": ("is neither true nor false (given: {given})", "write true or false, without quotes"),
    "enum": ("is none of the words that may stand here (given: {given})", "write {expected}"),
    "greater_than_equal": ("is less than {ge:g} (given: {given})", "write what the document says"),
    "less_than_equal": ("is more than {le:g} (given: {given})", "write what the document says"),
    "too_short": ("is empty", "write at least {min_length}"),
    "tuple_type": ("is no list (given: {given})", "write it as [one, another]"),
    "model_type": ("has no fields of its own (given: {given})", "write them below it, as in `id: …`"),
}
"""What is wrong, and the cure, by the model's own word for it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A record, and where it is written."""

    entry: Entry
    record: model.Record

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.record.id)  # type: ignore[attr-defined] # every noun has one


def numbered(noun: type[model.Record], fields: dict[str, Any]) -> dict[str, Any]:
    """Fields with an id for each nested record: its parent's, the field and the place, from one."""
    done = dict(fields)
    for field in fields_of(noun):
        nested = fields.get(field.name)
        if field.relation.part and isinstance(nested, list):
            done[field.name] = [
                {**each, "id": f"{fields.get('id')}/{field.name}/{place}"} if isinstance(each, dict) else each
                for place, each in enumerate(nested, 1)
            ]
    return done


def field_problems(entry: Entry, error: ValidationError) -> Iterator[Problem]:
    """The problems that the model found, each at its line, with the value and the cure."""
    for each in error.errors(include_url=False):
        path = ".".join(str(part) for part in each["loc"])
        what, cure = advice(path, each)
        yield entry.problem(f"{path}: {what}" if path else what, cure, path)


def advice(path: str, error: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a field, and the cure; our own validators say both."""
    if error["type"] == "value_error":
        what, _, cure = error["msg"].removeprefix("Value error, ").rpartition(": ")
        return what, cure
    what, cure = ADVICE.get(error["type"], (error["msg"] + " (given: {given})", "write what graph/model.py asks for"))
    words = {"field": path.rpartition(".")[2], "given": shown(error["input"]), **error.get("ctx", {})}
    return what.format(**words), cure.format(**words)


def shown(value: Any) -> str:
    """A value, short enough for a line."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."  # noqa: PLR2004 # a line's worth


def written_problems(noun: type[model.Record], entry: Entry) -> Iterator[Problem]:
    """What the record says twice, and what it says that is not for files to say."""
    for path, line in entry.twice.items():
        yield Problem(entry.file, line, entry.name, f"{path}: stands there twice", "keep one of them")
    for field in fields_of(noun):
        nested = entry.fields.get(field.name)
        for place, each in enumerate(nested if field.relation.part and isinstance(nested, list) else []):
            path = f"{field.name}.{place}.id"
            if path in entry.lines:
                message = f"{path}: is given (given: {shown(each['id'])})"
                yield entry.problem(message, "take it out: whoever loads the file numbers these", path)
    if noun is seed.Emblem:
        for name in filter(entry.fields.get, DERIVED):
            yield entry.problem(f"{name}: follows from other fields", "take it out: it is derived at load", name)


def record_of(word: str, entry: Entry) -> tuple[model.Record | None, list[Problem]]:
    """The record of an entry, and its problems; none if it is not whole."""
    noun = seed.NOUNS[word]
    problems = list(written_problems(noun, entry))
    try:
        # Only from JSON does the strict model take a list for a tuple and a word for a member of an enumeration.
        record = noun.model_validate_json(json.dumps(numbered(noun, entry.fields)), strict=True)
    except ValidationError as error:
        return None, problems + list(field_problems(entry, error))
    if entry.name.partition(":")[0] != word:
        message = f"id: {entry.name!r} is not of this file's noun"
        problems.append(entry.problem(message, f"begin it with `{word}:`, or move the record", "id"))
    if "/" in entry.name:
        message = f"id: {entry.name!r} is that of a part of another record"
        problems.append(entry.problem(message, "take out what follows the name, from the slash on", "id"))
    return record, problems


@dataclass(slots=True)
class Gathered:
    """
    What the files of a directory hold.

    `ids` has those of faulty records, too, and `unread` the nouns whose file could not be read: one fault is reported
    once, not again at every reference to the record that has it.
    """

    records: list[Checked] = default(default_factory=list)
    problems: list[Problem] = default(default_factory=list)
    ids: set[str] = default(default_factory=set)
    unread: set[str] = default(default_factory=set)

    def lacks(self, thing_id: str) -> bool:
        """Whether no file has a thing, as far as can be told."""
        return thing_id not in self.ids and thing_id.partition(":")[0] not in self.unread


def gathered(files: Files) -> Gathered:
    """The records of some files, in the order of the nouns."""
    found = Gathered(problems=strangers(files.names))
    for file, word in seed.FILES.items():
        entries, unread = read(file, files.held[file])
        found.problems += unread
        found.unread |= {word} if unread else set()
        for entry in entries:
            record, problems = record_of(word, entry)
            found.problems += problems
            found.ids.add(entry.name)
            if record is not None:
                found.records.append(Checked(entry, record))
    return found


def duplicate_ids(records: Iterable[Checked]) -> Iterator[Problem]:
    """Ids that stand twice, with both places."""
    first: dict[str, Entry] = {}
    for each in records:
        seen = first.setdefault(each.id, each.entry)
        if seen is not each.entry:
            message = f"the id {each.id!r} stands at {seen.file}:{seen.line} already"
            yield each.entry.problem(message, "merge the two, or give one another id", "id")


def nearest(missing: str, ids: Iterable[str]) -> str:
    """A cure that names the id, of the same noun, that was perhaps meant."""
    word, _, name = missing.partition(":")
    names = [each.partition(":")[2] for each in ids if each.startswith(f"{word}:")]
    close = difflib.get_close_matches(name, names, 1)
    return f"perhaps {f'{word}:{close[0]}'!r} is meant" if close else "add it to its file, or take the reference out"


def dangling(found: Gathered) -> Iterator[Problem]:
    """References to nothing, or to a thing of a noun that the relation does not lead to; unknown sources."""
    for each in found.records:
        for target in targets(each.record):
            yield from misdirected(each.entry, target, found)
        for path, source in cited(each.record):
            if not source.startswith("source:"):
                yield each.entry.problem(f"{path}: {source!r} is no source", "name a document of sources.yaml", path)
            elif found.lacks(source):
                yield each.entry.problem(f"{path}: there is no source {source!r}", nearest(source, found.ids), path)


def misdirected(entry: Entry, target: Target, found: Gathered) -> Iterator[Problem]:
    """What is wrong with a reference."""
    expected = target.field.relation.labels
    if found.lacks(target.id):
        yield entry.problem(f"{target.path}: there is no {target.id!r}", nearest(target.id, found.ids), target.path)
    elif label_of_id(target.id) not in expected:
        message = f"{target.path}: {target.id!r} is no {' or '.join(expected)}"
        yield entry.problem(message, "name one that is", target.path)


def cited(record: model.Record) -> Iterator[tuple[str, str]]:
    """Every source that a record cites, in itself, its links, its parts, and what it calls complete; by path."""
    for source in getattr(record, "sources", ()):
        yield "sources", source
    for target in targets(record):
        for source in target.link.sources if target.link else ():
            yield f"{target.path}.sources", source
    for field, part in parts(record):
        for source in part.sources:
            yield f"{field.name}.{int(part.id.rpartition('/')[2]) - 1}.sources", source
    for place, each in enumerate(getattr(record, "complete", ())):
        for source in each.sources:
            yield f"complete.{place}.sources", source


def duplicate_links(records: Iterable[Checked]) -> Iterator[Problem]:
    """The same relation to the same thing, written twice in one record."""
    for each in records:
        seen: set[tuple[str, bool, str]] = set()
        for target in targets(each.record):
            relation = (target.field.relation.type, target.field.relation.outward, target.id)
            if relation in seen:
                message = f"{target.path}: {target.id!r} stands there already"
                yield each.entry.problem(message, "keep one of them, with the sources of both", target.path)
            seen.add(relation)


def repeated_sources(records: Iterable[Checked]) -> Iterator[Problem]:
    """The same document, named twice for one fact."""
    for each in records:
        seen: set[tuple[str, str]] = set()
        for path, source in cited(each.record):
            if (path, source) in seen:
                yield each.entry.problem(f"{path}: {source!r} stands there twice", "keep one of them", path)
            seen.add((path, source))


def mutual_links(records: Iterable[Checked]) -> Iterator[Problem]:
    """What holds of two things alike and is said from both sides, or of a thing and itself."""
    seen: dict[tuple[str, frozenset[str]], tuple[Entry, str]] = {}
    for each in records:
        for target in targets(each.record):
            if target.field.relation.type not in MUTUAL:
                continue
            if target.id == each.id:
                message = f"{target.path}: {target.id!r} is the record itself"
                yield each.entry.problem(message, "name another one, or take it out", target.path)
                continue
            pair = (target.field.relation.type, frozenset({each.id, target.id}))
            first, path = seen.setdefault(pair, (each.entry, target.path))
            if first is not each.entry:
                where = f"{first.file}:{first.lines.get(path, first.line)}"
                message = f"{target.path}: {target.id!r} says so of {each.id!r} at {where} already"
                yield each.entry.problem(message, "keep one of them, with the sources of both", target.path)


def reversed_spans(records: Iterable[Checked]) -> Iterator[Problem]:
    """What surely ends before it begins."""
    for each in records:
        values = each.record.__dict__
        spans = [(last, values.get(first), values.get(last)) for first, last in SPANS]
        links = [(target.path, target.link) for target in targets(each.record) if target.link]
        spans += [(f"{path}.until", link.since, link.until) for path, link in links]
        for path, begins, ends in spans:
            if begins and ends and last_day(ends) < first_day(begins):
                message = f"{path}: {ends!r} is before the beginning ({begins!r})"
                yield each.entry.problem(message, "write what the document says", path)


def rounded(records: Iterable[Checked]) -> Iterator[Problem]:
    """Whole numbers that would be kept as others."""
    cure = "write it as exact as the document has it; beyond 2^53 not every number can be kept"
    for each in records:
        for name, written in each.entry.fields.items():
            kept = each.record.__dict__.get(name)
            if type(written) is int and isinstance(kept, float) and int(kept) != written:
                yield each.entry.problem(f"{name}: {written} would become {int(kept)}", cure, name)


def cycles(records: Iterable[Checked]) -> Iterator[Problem]:
    """Things that are, in the end, part of themselves, or replaced by themselves."""
    for kind in ACYCLIC:
        parents: dict[str, tuple[Checked, Target]] = {
            each.id: (each, target)
            for each in records
            for target in targets(each.record)
            if target.field.relation.type == kind
        }
        done: set[str] = set()
        for start in parents:
            path: list[str] = []
            here = start
            while here in parents and here not in done and here not in path:
                path.append(here)
                here = parents[here][1].id
            if here in path:
                circle = " → ".join([*path[path.index(here) :], here])
                each, target = parents[here]
                message = f"{target.path}: goes in a circle, {circle}"
                yield each.entry.problem(message, "take one of these out", target.path)
            done.update(path)


def early_decisions(records: Sequence[Checked]) -> Iterator[Problem]:
    """Decisions dated before the round that took them."""
    rounds = {each.id: each.record.date for each in records if isinstance(each.record, seed.ApprovalRound)}
    for each in records:
        if isinstance(each.record, seed.Decision) and each.record.date:
            sat = rounds.get(each.record.round)
            if sat and each.record.date[: len(sat)] < sat[: len(each.record.date)]:
                message = f"date: {each.record.date!r} is before its round sat ({sat})"
                yield each.entry.problem(message, "leave the date out: it is the round's", "date")


def misnamed_lists(records: Iterable[Checked]) -> Iterator[Problem]:
    """Lists called complete that this noun does not have."""
    for each in records:
        for place, complete in enumerate(getattr(each.record, "complete", ())):
            lists = list_fields(type(each.record))
            if complete.list not in lists:
                message = f"complete.{place}: there is no list {complete.list!r}"
                yield each.entry.problem(message, f"name one of {', '.join(sorted(lists))}", f"complete.{place}")


WHOLE = (
    duplicate_ids,
    duplicate_links,
    repeated_sources,
    mutual_links,
    reversed_spans,
    rounded,
    cycles,
    early_decisions,
    misnamed_lists,
)


def reported(problems: Sequence[Problem], directory: str) -> list[Problem]:
    """Problems in the order of the files; of very many the first, and how many more there are."""
    ordered = sorted(problems, key=lambda problem: (problem.file, problem.line))
    more = len(ordered) - MOST_PROBLEMS
    if more > 0:
        return [*ordered[:MOST_PROBLEMS], of_directory(directory, f"has {more} problems more", "mend these first")]
    return ordered


def checked(directory: Path) -> list[model.Record]:
    """The records of a directory; raises `SeedError` with every problem found."""
    return records_of(files_of(directory))


def records_of(files: Files) -> list[model.Record]:
    """The records of the files of a directory; raises `SeedError` with every problem found."""
    if files.none:
        raise SeedError([of_directory(files.directory, "holds no records", "name one that does")])
    found = gathered(files)
    problems = [*found.problems, *dangling(found)]
    for check in WHOLE:
        problems += check(found.records)
    if not problems and not found.records:
        problems = [of_directory(files.directory, "holds no records", "name one that does")]
    if problems:
        raise SeedError(reported(problems, files.directory))
    return [each.record for each in found.records]
