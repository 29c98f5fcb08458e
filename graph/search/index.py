"""
The index that narrows: which things share pieces of words with a text.

It knows grams, not meanings. Its documents are things, added in one order by one thread, so that the same names make
the same index; what is stored with each is all that ranking needs, and no read of the graph is made for it.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import orjson
import tantivy

from graph.search.entry import Entry, Name, Use
from graph.search.folding import compact
from graph.search.reading import END, GRAM, START

Clause = tuple[tantivy.Occur, tantivy.Query]
"""What a thing must or may be to be found."""

WRITER_BYTES = 64_000_000
MOST_POSTINGS = 200_000
"""So many places in the index are looked at for a text, the rarest pieces first."""

LEAST_GRAMS = 3
MOST_CLAUSES = 64

KNOWN_ENTRIES = 10_000
KNOWN_GRAMS = 50_000
"""
So much of an index is remembered: at most 13 MB of things, and 8 of pieces. Each look into it lets other threads go on,
and then waits for its turn: a search looked a hundred times, and searches side by side waited for each other.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which things may be found: nouns (none for all), those of a day, and whether doubtful ones too."""

    labels: frozenset[str] = frozenset()
    day: int | None = None
    low: bool = False


def schema() -> tantivy.Schema:
    """What a document holds."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("grams", tokenizer_name="grams", index_option="freq")
    builder.add_text_field("form", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("label", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_boolean_field("low", indexed=True)
    builder.add_bytes_field("entry", stored=True)
    return builder.build()


def packed(entry: Entry) -> bytes:
    """An entry as it is stored."""
    names = [(name.text, int(name.use), name.form, name.bones) for name in entry.names]
    return orjson.dumps((entry.id, entry.label, entry.day, entry.low, names))


def unpacked(stored: bytes) -> Entry:
    """An entry as it was stored."""
    thing_id, label, day, low, names = orjson.loads(stored)
    return Entry(thing_id, label, day, low, tuple(Name(text, Use(use), *forms) for text, use, *forms in names))


def frequency_in(searcher: tantivy.Searcher, gram: str) -> int:
    """How many things have a piece."""
    return int(searcher.doc_freq("grams", gram))


def entry_at(searcher: tantivy.Searcher, segment: int, place: int) -> Entry:
    """The thing at a place."""
    return unpacked(bytes(searcher.doc(tantivy.DocAddress(segment, place))["entry"][0]))


class Index:
    """One index, in a directory or in memory."""

    def __init__(self, directory: Path | None = None) -> None:
        self.schema = schema()
        self.index = tantivy.Index(self.schema, path=None if directory is None else str(directory))
        trigrams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(GRAM, GRAM, False)).build()
        self.index.register_tokenizer("grams", trigrams)
        self.look()

    def look(self) -> None:
        """See what is there now."""
        self.index.reload()
        self.searcher = self.index.searcher()
        self.frequency = lru_cache(KNOWN_GRAMS)(partial(frequency_in, self.searcher))
        self.entry = lru_cache(KNOWN_ENTRIES)(partial(entry_at, self.searcher))
        everything = tantivy.Query.all_query()
        hits = self.searcher.search(everything, 1, count=False, order_by_field="day").hits
        self.latest = int(hits[0][0]) if hits else 0

    @property
    def size(self) -> int:
        """How many things it holds."""
        return int(self.searcher.num_docs)

    def writer(self) -> "Writer":
        """What adds to it."""
        return Writer(self)

    def frequencies(self, grams: Iterable[str]) -> dict[str, int]:
        """How many things have each piece, the rarest first."""
        counted = sorted((self.frequency(gram), gram) for gram in set(grams))
        return {gram: count for count, gram in counted}

    def tells(self, frequencies: Mapping[str, int]) -> dict[str, float]:
        """How much each piece tells: the rarer, the more; what nothing has is as rare as the rarest that is known."""
        known = {gram: math.log(1 + self.size / count) for gram, count in frequencies.items() if count}
        most = max(known.values(), default=1.0)
        return {gram: known.get(gram, most) for gram in frequencies}

    def worth_it(self, frequencies: Mapping[str, int]) -> list[str]:
        """The pieces to look for: those that much has cost more than they tell."""
        chosen: list[str] = []
        postings = 0
        for gram, count in frequencies.items():
            if not count:
                continue
            postings += count
            if len(chosen) == MOST_CLAUSES or (postings > MOST_POSTINGS and len(chosen) >= LEAST_GRAMS):
                break
            chosen.append(gram)
        return chosen

    def candidates(self, grams: Iterable[str], choice: Choice, limit: int) -> list[Entry]:
        """At most so many things that share most pieces, those that tell more counting more."""
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self.schema, "grams", gram, index_option="freq"))
            for gram in grams
        ]
        return self.chosen(clauses, choice, limit)

    def named(self, forms: Iterable[str], choice: Choice, limit: int) -> list[Entry]:
        """At most so many things that have a name of one of the forms."""
        return self.chosen([(tantivy.Occur.Should, self.term("form", form)) for form in forms], choice, limit)

    def chosen(self, clauses: list[Clause], choice: Choice, limit: int) -> list[Entry]:
        """At most so many things of a choice that answer one of the clauses, those that answer more first."""
        if not clauses:
            return []
        query = tantivy.Query.boolean_query(clauses)
        conditions = self.conditions(choice)
        if conditions:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *conditions])
        hits = self.searcher.search(query, limit, count=False).hits
        return [self.entry(address.segment_ord, address.doc) for _, address in hits]

    def conditions(self, choice: Choice) -> list[Clause]:
        """What a choice leaves, which does not count for the order."""
        made = []
        if choice.labels:
            labels = [(tantivy.Occur.Should, self.term("label", label)) for label in sorted(choice.labels)]
            nouns = tantivy.Query.const_score_query(tantivy.Query.boolean_query(labels), 0.0)
            made.append((tantivy.Occur.Must, nouns))
        if choice.day is not None and choice.day < self.latest:
            days = tantivy.Query.range_query(self.schema, "day", tantivy.FieldType.Integer, 0, choice.day)
            made.append((tantivy.Occur.Must, tantivy.Query.const_score_query(days, 0.0)))
        if not choice.low:
            made.append((tantivy.Occur.MustNot, self.term("low", True)))
        return made

    def term(self, field: str, value: object) -> tantivy.Query:
        """That a field has a value."""
        return tantivy.Query.term_query(self.schema, field, value, index_option="basic")


class Writer:
    """Adds entries to an index; nothing is there before `finish`."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.writer = index.index.writer(heap_size=WRITER_BYTES, num_threads=1)

    def add(self, entries: Sequence[Entry]) -> None:
        """Add things."""
        for entry in entries:
            document = tantivy.Document()
            for name in entry.names:
                document.add_text("form", name.form)
                document.add_text("grams", f"{START}{name.form}{END}")
                if name.bones:
                    document.add_text("grams", f"{START}{compact(name.bones)}{END}")
            document.add_text("label", entry.label)
            document.add_integer("day", entry.day)
            document.add_boolean("low", entry.low)
            document.add_bytes("entry", packed(entry))
            self.writer.add_document(document)

    def finish(self) -> None:
        """Write what was added, and let it be found."""
        self.writer.commit()
        self.writer.wait_merging_threads()
        self.index.look()
