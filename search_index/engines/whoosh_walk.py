"""One search over the columns: sets by Whoosh's postings, everything else by a walk."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable
from functools import reduce
from itertools import compress

from search_index import ranking
from search_index.analysis import GAP
from search_index.engines.base import Heads, Limits, Request
from search_index.engines.whoosh_columns import Columns, Flags, pack
from search_index.query import Clause, Need, Query
from search_index.results import Group, Hit, Page

Postings = Callable[[str, str], Iterable[int]]

# Fields that need no postings: the text column that holds their terms, and what stands before one there.
READ_OFF = {"head": ("head", ""), "headgrams": ("head", ""), "grams": ("all", ""), "starts": ("all", GAP)}
MOST_REMEMBERED = 2000
SATURATION, LENGTH_SHARE = 1.2, 0.75  # BM25's usual k1 and b


class Walk:
    def __init__(self, columns: Columns, postings: Postings) -> None:
        self._columns = columns
        self._postings = postings

    def page(self, request: Request) -> Page:
        matching = self._matching(request.query)
        allowed = self._allowed(request.limits)
        found = matching & allowed
        return Page(
            hits=tuple(self._hits(request, found)),
            total=found.bit_count(),
            facets={name: self._counts(name, request.limits, matching, found) for name in request.facet_fields},
        )

    def any(self, need: Need, limits: Limits) -> bool:
        return bool(self._flags(need) & self._allowed(limits))

    def heads(self, need: Need, limits: Limits, limit: int) -> list[Heads]:
        """Shortest title first, then newest: the likeliest to be meant."""
        columns = self._columns
        places = columns.places(self._flags(need) & self._allowed(limits))
        best = heapq.nsmallest(limit, places, key=lambda n: (len(columns.text["head"][n]), -columns.order[n]))
        return [Heads(row.id, row.title, tuple(row.names)) for row in map(columns.rows.__getitem__, best)]

    # sets

    def _matching(self, query: Query) -> Flags:
        wanted = [self._any_of(clause.match) for clause in query.wanted]
        unwanted = [self._any_of(clause.match) for clause in query.unwanted]
        return _without(reduce(int.__and__, wanted, self._columns.live), reduce(int.__or__, unwanted, 0))

    def _any_of(self, needs: Iterable[Need]) -> Flags:
        return reduce(int.__or__, map(self._flags, needs), 0)

    def _flags(self, need: Need) -> Flags:
        known = self._columns.found
        if need not in known:
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            known[need] = self._look_up(need)
        return known[need]

    def _look_up(self, need: Need) -> Flags:
        if need.how == "phrase" and need.field in READ_OFF:
            return self._read_off(need.field, need.letters)
        terms = [self._term(need.field, token) for token in dict.fromkeys(need.tokens)]
        if need.how == "most":
            return self._at_least(terms, need.fewest)
        both = reduce(int.__and__, terms)
        return self._in_a_row(need, both) if need.how == "phrase" and len(need.tokens) > 1 else both

    def _term(self, field: str, token: str) -> Flags:
        key = (field, token)
        known = self._columns.found
        if key not in known:
            known[key] = self._read_off(field, token) if field in READ_OFF else self._posted(field, token)
        return known[key]

    def _posted(self, field: str, token: str) -> Flags:
        return self._columns.flag(self._postings(field, token))

    def _read_off(self, field: str, token: str) -> Flags:
        column, before = READ_OFF[field]
        sought = before + token
        return pack(sought in text for text in self._columns.text[column])

    def _at_least(self, terms: list[Flags], fewest: int) -> Flags:
        times = Counter(place for flags in terms for place in self._columns.places(flags))
        return self._columns.flag(place for place, count in times.items() if count >= fewest)

    def _in_a_row(self, need: Need, both: Flags) -> Flags:
        texts, letters = self._columns.text[need.field], need.letters
        return self._columns.flag(place for place in self._columns.places(both) if letters in texts[place])

    # limits

    def _allowed(self, limits: Limits) -> Flags:
        columns = self._columns
        flags = columns.live
        for name, chosen in limits.filters.items():
            flags &= self._chosen(name, chosen)
        if limits.leave_out:
            gone = (columns.place_of[each] for each in limits.leave_out if each in columns.place_of)
            flags = _without(flags, columns.flag(gone))
        if columns.soonest_end < (today := limits.today.toordinal()):
            flags &= pack(until >= today for until in columns.until)
        if limits.day_from or limits.day_to:
            low, high = ranking.order_span(limits.day_from, limits.day_to)
            flags &= pack(low <= order <= high for order in columns.order)
        return flags

    def _chosen(self, name: str, chosen: tuple[str, ...]) -> Flags:
        key = (name, chosen)
        known = self._columns.found
        if key not in known:
            known[key] = pack(value in chosen for value in self._columns.facet(name))
        return known[key]

    def _counts(self, name: str, limits: Limits, matching: Flags, found: Flags) -> dict[str, int]:
        """With all filters but its own, so that each count is what choosing that value gives."""
        if name in limits.filters:
            found = matching & self._allowed(limits.without(name))
        counted = Counter(compress(self._columns.facet(name), self._columns.bytes_of(found)))
        counted.pop(None, None)
        return {value: count for value, count in counted.items() if value is not None}

    # order

    def _hits(self, request: Request, found: Flags) -> Iterable[Hit]:
        columns, end = self._columns, request.offset + request.limit
        if request.sort == "relevance" and request.query.wanted:
            return self._ranked(request, found)
        pick = heapq.nsmallest if request.sort == "oldest" else heapq.nlargest
        places = pick(end, columns.places(found), key=columns.order.__getitem__)
        return [Hit(columns.rows[place].id) for place in places[request.offset :]]

    def _ranked(self, request: Request, found: Flags) -> list[Hit]:
        hits: list[Hit] = []
        skip, want = request.offset, request.limit
        for group, members in self._groups(request.query, found):
            count = members.bit_count()
            if skip < count and want > 0:
                hits += (page := self._group_page(request.query, group, members, skip, want))
                want -= len(page)
            skip = max(0, skip - count)
        return hits

    def _groups(self, query: Query, found: Flags) -> Iterable[tuple[Group, Flags]]:
        heads = [self._any_of(clause.title) for clause in query.wanted]
        in_heads = reduce(int.__and__, heads, found)
        tiers = [(Group.CODE, self._any_of(query.exact)), (Group.WHOLE, self._any_of(query.whole))]
        for group, flags in [*tiers, (Group.HEAD, in_heads), (Group.TEXT, found)]:
            yield group, found & flags
            found = _without(found, flags)

    def _group_page(self, query: Query, group: Group, members: Flags, skip: int, want: int) -> list[Hit]:
        columns, weigh = self._columns, self._weigher(query, group)
        scored = ((weigh(place), columns.order[place], columns.rows[place].id) for place in columns.places(members))
        return [Hit(each, score, group) for score, _, each in heapq.nlargest(skip + want, scored)[skip:]]

    def _weigher(self, query: Query, group: Group) -> Callable[[int], float]:
        """BM25 of each word, taken as a whole, times freshness. In titles and names the shorter match is the better."""
        columns = self._columns
        texts = columns.text["head" if group == Group.HEAD else "all"]
        forms = [(form, self._rarity(clause)) for clause in query.wanted for form in _letters(clause, group)]

        def weigh(place: int) -> float:
            text = texts[place]
            drag = SATURATION * (
                1 - LENGTH_SHARE + LENGTH_SHARE * len(columns.text["all"][place]) / columns.mean_length
            )
            counts = ((rarity, text.count(form)) for form, rarity in forms)
            score = sum(rarity * times * (SATURATION + 1) / (times + drag) for rarity, times in counts if times)
            return score * ranking.freshness(columns.order[place])

        return weigh

    def _rarity(self, clause: Clause) -> float:
        have, all_of_them = self._any_of(clause.match).bit_count(), len(self._columns)
        return math.log1p((all_of_them - have + 0.5) / (have + 0.5)) if have <= all_of_them else 0.0


def _letters(clause: Clause, group: Group) -> set[str]:
    if group == Group.HEAD:
        return set(clause.forms)
    return {need.letters for need in clause.match if need.field in ("all", "grams")}


def _without(flags: Flags, gone: Flags) -> Flags:
    return flags ^ (flags & gone)
