"""Our needs and limits as tantivy queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query, Schema, Searcher

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
        if need.how == "phrase" and len(need.tokens) > 1:
            return Query.phrase_query(self._schema, need.field, list(need.tokens))
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
        return Query.term_query(self._schema, field, token, "freq" if field in POSITIONS else "basic")

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

    def limits(self, limits: Limits, searcher: Searcher) -> list[Part]:
        parts = [self._filter(name, chosen) for name, chosen in limits.filters.items()]
        if limits.day_from or limits.day_to:
            low, high = ranking.order_span(limits.day_from, limits.day_to)
            span = Query.range_query(self._schema, "order", FieldType.Unsigned, low, high)
            parts.append((Occur.Must, Query.const_score_query(span, 0.0)))
        if limits.leave_out:
            parts.append((Occur.MustNot, Query.term_set_query(self._schema, "id", list(limits.leave_out))))
        ended = self._ended(limits)
        if searcher.search(ended, 1, count=False).hits:  # usually none: asking first spares each hit the question
            parts.append((Occur.MustNot, ended))
        return parts

    def _filter(self, name: str, chosen: tuple[str, ...]) -> Part:
        terms = [Query.term_query(self._schema, f"facets.{name}", value, "basic") for value in chosen]
        either = terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Should, term) for term in terms])
        return Occur.Must, Query.const_score_query(either, 0.0)

    def _ended(self, limits: Limits) -> Query:
        """What has ended is soon dropped, so there are few such days: quicker to look up than to compare each hit."""
        yesterday = limits.today.toordinal() - 1
        return Query.range_query(self._schema, "until", FieldType.Unsigned, 0, yesterday, use_inverted_index=True)

    # together

    def both(self, *parts: Iterable[Part]) -> Query:
        """All parts in one; when nothing must be, everything but the cursor. A lone part stays bare: it is faster."""
        together = [part for each in parts for part in each]
        if not any(occur == Occur.Must for occur, _ in together):
            together += [(Occur.Must, Query.all_query()), (Occur.MustNot, self._term("meta", META))]
        return together[0][1] if len(together) == 1 else Query.boolean_query(together)


def _titles(wanted: Iterable[Clause]) -> Iterable[Sequence[Need]]:
    return (clause.title for clause in wanted)
