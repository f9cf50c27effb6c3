"""Our needs and limits as tantivy queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query, Schema

from search_index import ranking
from search_index.engines.base import Limits
from search_index.query import Clause, Need
from search_index.query import Query as Asked
from search_index.results import Group

META = "cursor"
Part = tuple[Occur, Query]
POSITIONS = {"all", "head"}  # fields that know where in a text a token stands


class Asker:
    """Makes queries for one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    # needs

    def need(self, need: Need) -> Query:
        if need.how == "prefix":
            return Query.regex_query(self._schema, need.field, _begins(need.tokens[0]))
        if need.how == "phrase" and len(need.tokens) > 1:
            return Query.phrase_query(self._schema, need.field, _thinned(need.tokens))
        terms = [self._term(need.field, token) for token in dict.fromkeys(need.tokens)]
        if len(terms) == 1:
            return terms[0]
        if need.how == "most":
            return Query.boolean_query([(Occur.Should, term) for term in terms], need.fewest)
        return Query.boolean_query([(Occur.Must, term) for term in terms])

    def any_of(self, needs: Iterable[Need]) -> Query:
        made = [self.need(need) for need in dict.fromkeys(needs)]
        return made[0] if len(made) == 1 else Query.boolean_query([(Occur.Should, each) for each in made])

    def _term(self, field: str, token: str) -> Query:
        return Query.term_query(self._schema, field, token, "position" if field in POSITIONS else "basic")

    # the tree

    def words(self, asked: Asked) -> list[Part]:
        return [*self._wanted(clause.match for clause in asked.wanted), *self.unwanted(asked)]

    def unwanted(self, asked: Asked) -> list[Part]:
        return [(Occur.MustNot, self.any_of(clause.match)) for clause in asked.unwanted]

    def _wanted(self, needs: Iterable[Sequence[Need]]) -> list[Part]:
        return [(Occur.Must, self.any_of(each)) for each in needs]

    def tiers(self, asked: Asked) -> list[tuple[Group, list[Part]]]:
        """What makes a match of each group, best group first; a group without parts cannot occur."""
        exact = [(Occur.Must, self.any_of(asked.exact)), *self.words(asked)] if asked.exact else []
        whole = [(Occur.Must, self.any_of(asked.whole)), *self.words(asked)] if asked.whole else []
        heads = [*self._wanted(_titles(asked.wanted)), *self.unwanted(asked)]
        return [(Group.CODE, exact), (Group.WHOLE, whole), (Group.HEAD, heads), (Group.TEXT, self.words(asked))]

    # limits

    def limits(self, limits: Limits) -> list[Part]:
        parts = [self._filter(name, chosen) for name, chosen in limits.filters.items()]
        if limits.day_from or limits.day_to:
            low, high = ranking.order_span(limits.day_from, limits.day_to)
            span = Query.range_query(self._schema, "order", FieldType.Unsigned, low, high)
            parts.append((Occur.Must, Query.const_score_query(span, 0.0)))
        if limits.leave_out:
            parts.append((Occur.MustNot, Query.term_set_query(self._schema, "id", list(limits.leave_out))))
        return [*parts, (Occur.MustNot, self._ended(limits)), (Occur.MustNot, self._term("meta", META))]

    def _filter(self, name: str, chosen: tuple[str, ...]) -> Part:
        terms = [Query.term_query(self._schema, f"facets.{name}", value, "basic") for value in chosen]
        either = terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Should, term) for term in terms])
        return Occur.Must, Query.const_score_query(either, 0.0)

    def _ended(self, limits: Limits) -> Query:
        """What has ended is soon dropped, so there are few such days: quicker to look up than to compare each hit."""
        yesterday = limits.today.toordinal() - 1
        return Query.range_query(self._schema, "until", FieldType.Unsigned, 0, yesterday, use_inverted_index=True)


def both(*parts: Iterable[Part]) -> Query:
    """All parts in one; with nothing that must be, everything."""
    together = [part for each in parts for part in each]
    if not any(occur == Occur.Must for occur, _ in together):
        together.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(together)


def _titles(wanted: Iterable[Clause]) -> Iterable[Sequence[Need]]:
    return (clause.title for clause in wanted)


def _begins(start: str) -> str:
    return re.sub(r"([^\w])", r"\\\1", start) + ".*"


def _thinned(tokens: Sequence[str]) -> list[tuple[int, str]]:
    """Pairs overlap, so a pair between two others says nothing new: every second one will do."""
    kept = [(0, tokens[0])]
    for place in range(1, len(tokens)):
        last = place == len(tokens) - 1
        covered = kept[-1][0] == place - 1 and not last and all(len(t) == 2 for t in tokens[place - 1 : place + 2])
        if not covered:
            kept.append((place, tokens[place]))
    return kept
