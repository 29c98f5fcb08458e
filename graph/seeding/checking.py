"""
From what files say to records that can be loaded: every problem at once, before the database is touched.

Fields are checked by the models; what only the whole can show (ids, references, cycles, dates of rounds) is checked
here.
"""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph import model, seed
from graph.errors import Problem, SeedError
from graph.seeding.reading import Entry, read, strangers
from graph.seeding.relations import Target, fields_of, label_of_id, list_fields, parts, targets

ACYCLIC = ("PART_OF", "SUPERSEDES")
MOST_PROBLEMS = 200


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
        given = f" (given: {shown(each['input'])})" if each["type"] != "missing" else ""
        what, _, cure = str(each["msg"]).removeprefix("Value error, ").rpartition(": ")
        if each["type"] == "extra_forbidden":
            what, cure = "no record of this noun has such a field", f"take {path.rpartition('.')[2]!r} out"
        elif each["type"] == "missing":
            what, cure = "is missing", f"add {path.rpartition('.')[2]!r}"
        elif each["type"] != "value_error":
            what, cure = str(each["msg"]), "write what the model in graph/model.py asks for"
        yield entry.problem(f"{path or 'the record'}: {what}{given}", cure, path)


def shown(value: Any) -> str:
    """A value, short enough for a line."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."  # noqa: PLR2004 # a line's worth


def record_of(noun: str, entry: Entry) -> tuple[model.Record | None, list[Problem]]:
    """The record of an entry, or its problems."""
    try:
        record = seed.NOUNS[noun].model_validate(numbered(seed.NOUNS[noun], entry.fields))
    except ValidationError as error:
        return None, list(field_problems(entry, error))
    thing_id = str(record.id)  # type: ignore[attr-defined] # every noun has one
    if thing_id.partition(":")[0] != noun:
        return record, [entry.problem(f"id: {thing_id!r} is not of this file's noun", f"begin it with `{noun}:`", "id")]
    return record, []


def read_all(directory: Path) -> tuple[list[Checked], list[Problem]]:
    """The records of a directory, in the order of the nouns."""
    known = {str(noun.file): word for word, noun in seed.NOUNS.items()}  # type: ignore[attr-defined] # every noun's
    records: list[Checked] = []
    problems = strangers(directory, set(known))
    for file, word in known.items():
        if not (directory / file).exists():
            continue
        entries, unread = read(directory / file)
        problems += unread
        for entry in entries:
            record, found = record_of(word, entry)
            problems += found
            if record is not None:
                records.append(Checked(entry, record))
    return records, problems


def duplicate_ids(records: Iterable[Checked]) -> Iterator[Problem]:
    """Ids that stand twice, with both places."""
    first: dict[str, Entry] = {}
    for each in records:
        seen = first.setdefault(each.id, each.entry)
        if seen is not each.entry:
            message = f"the id {each.id!r} stands at {seen.file}:{seen.line} already"
            yield each.entry.problem(message, "merge the two, or give one another id", "id")


def nearest(missing: str, ids: Iterable[str]) -> str:
    """A cure that names the id that was perhaps meant."""
    close = difflib.get_close_matches(missing, list(ids), 1, 0.7)
    return f"perhaps {close[0]!r} is meant" if close else "add it to its file, or take the reference out"


def dangling(records: Sequence[Checked]) -> Iterator[Problem]:
    """References to nothing, or to a thing of a noun that the relation does not lead to; unknown sources."""
    ids = {each.id for each in records}
    for each in records:
        for target in targets(each.record):
            yield from misdirected(each.entry, target, ids)
        for path, source in cited(each.record):
            if source not in ids or not source.startswith("source:"):
                sources = (one for one in ids if one.startswith("source:"))
                yield each.entry.problem(f"{path}: there is no source {source!r}", nearest(source, sources), path)


def misdirected(entry: Entry, target: Target, ids: set[str]) -> Iterator[Problem]:
    """What is wrong with a reference."""
    if target.id not in ids:
        yield entry.problem(f"{target.path}: there is no {target.id!r}", nearest(target.id, ids), target.path)
    elif label_of_id(target.id) not in target.field.relation.labels:
        expected = " or ".join(target.field.relation.labels)
        cure = f"name a thing that is {expected}"
        yield entry.problem(f"{target.path}: {target.id!r} is no {expected}", cure, target.path)


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


def cycles(records: Iterable[Checked]) -> Iterator[Problem]:
    """Things that are, in the end, part of themselves, or replaced by themselves."""
    for kind in ACYCLIC:
        parents: dict[str, tuple[Checked, str]] = {
            each.id: (each, target.id)
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
                here = parents[here][1]
            if here in path:
                circle = " → ".join([*path[path.index(here) :], here])
                yield parents[here][0].entry.problem(f"{kind} goes in a circle: {circle}", "take one of these out")
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


WHOLE = (duplicate_ids, dangling, duplicate_links, cycles, early_decisions, misnamed_lists)


def checked(directory: Path) -> list[model.Record]:
    """The records of a directory; raises `SeedError` with every problem found."""
    records, problems = read_all(directory)
    for check in WHOLE:
        problems += check(records)
    if not problems and not records:
        problems = [Problem(str(directory.name), 1, "the directory", "holds no records", "name one that does")]
    if problems:
        raise SeedError(sorted(problems, key=lambda problem: (problem.file, problem.line))[:MOST_PROBLEMS])
    return [each.record for each in records]
