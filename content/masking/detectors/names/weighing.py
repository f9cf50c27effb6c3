"""How sure a name on the best path is: where words part, what announces it, and whether it is a word of every day."""

from __future__ import annotations

from content.masking.detectors.names import candidates, costs
from content.masking.detectors.names.lattice import Name
from content.masking.findings import CERTAIN, LIKELY, UNCERTAIN
from content.masking.lexicon import words

SOLID = frozenset(("slot", "role", "linked", "post"))
_ANNOUNCING = SOLID | {"either"}
TELLING = frozenset(("details", "act", "title", "honour", "count"))
_CONFIRMING = TELLING | {"either"}
_SURE_MARGIN = 30
_LEAST_MARGIN = 9
_LEAST_OF_A_WORD = 40
# What an unannounced stranger's name must be worth, by how common and how ambiguous its surname is.
_LEAST_OF_A_STRANGER = {"wordy": 60, "ambiguous": 14, "short": 30, "long": 9}
_LEAST_OF_A_LONG_WORD = 20
_COMMON_SURNAMES = 150
_SELDOM_A_WORD = 104
_CROSSED = 60
_BEYOND_DOUBT = 100
_REACH = 7
_LONGEST_WORD = 6
_EVERYDAY = 95
_EVERYDAY_BEFORE_A_TITLE = 106
_MOST_EVERYDAY = 90
_LEAST_OF_A_WORD_THAT_ACTS = 9
_OF_THINGS = "的等都也均和与为以作是有就对从到"


def weighed(text: str, start: int, end: int, name: Name) -> tuple[int, int, str] | None:
    """Where the name stands and how sure it is; None when what stands there is words."""
    if name.before != "slot" and name.after not in ("details", "honour"):
        mended = _mended(text, start, end, name)
        if mended is None:
            return None
        start, end = mended
    found = _confidence(text, start, end, name)
    return (start, end, found) if found else None


def _confidence(text: str, start: int, end: int, name: Name) -> str | None:
    is_announced = name.before in _ANNOUNCING or name.after in _CONFIRMING or _is_dealt_with(name)
    entry = words.vocabulary().get(text[start:end])
    if not is_announced and not _is_readable(text[max(0, start - 1) : end + 1]):
        return None
    if (entry and _is_everyday(entry, name)) or _is_a_clause(text[start:end], name):
        return None
    least = 0 if is_announced else _least(text[start:end], is_word=entry is not None)
    if entry and name.before == "edge" and _acts(text, end, name):
        least = min(least, _LEAST_OF_A_WORD_THAT_ACTS)
    if name.margin < least:
        return UNCERTAIN if name.margin >= _LEAST_MARGIN and not entry else None
    if entry and len(text[start:end]) > 2 and name.margin < _LEAST_OF_A_LONG_WORD and name.after not in TELLING:
        return UNCERTAIN
    if is_announced and entry and _is_of_a_crowd(text, start, name):
        return UNCERTAIN
    return CERTAIN if name.margin >= max(_SURE_MARGIN, least) else LIKELY


def _is_a_clause(found: str, name: Name) -> bool:
    """应如实, 都认真: a sign that is oftener an adverb than a surname, and behind it an adverb or verb."""
    if name.before == "slot" or name.after in ("details", "honour") or len(found) != 3:
        return False
    if found[1] in "得不" and name.before not in SOLID:
        return True
    return candidates.is_ambiguous(found[0]) and words.vocabulary().get(found[1:], (0, "n"))[1] in "vf"


def _acts(text: str, end: int, name: Name) -> bool:
    """汪洋不履行: at the head of a sentence, and what follows is said of persons oftener than of things."""
    return name.after in ("subject", "act", "follower") and text[end : end + 1] not in _OF_THINGS


def _is_dealt_with(name: Name) -> bool:
    """据高峰回忆, 由张三和: a word before and a word behind that both go with persons."""
    return name.before in ("person", "source") and name.after in ("person", "subject")


def _mended(text: str, start: int, end: int, name: Name) -> tuple[int, int] | None:
    """养护工|程点多 is torn out of words; 戚建|设立即 and 前|方霍春雷 are a sign too short or too long."""
    left, right = _edges(text, start, end)
    whole = _cost(text[left:right])
    at_start = _cost(text[left:start]) + _cost(text[start:right]) - whole
    if at_start >= _CROSSED:
        is_mended = end - start > 2 and text[start + 1] in words.surnames()
        if is_mended and _cost(text[left : start + 1]) + _cost(text[start + 1 : right]) - whole < _CROSSED:
            return start + 1, end
        return (start, end) if name.margin - at_start >= _BEYOND_DOUBT else None
    at_end = _cost(text[left:end]) + _cost(text[end:right]) - whole
    if at_end < _CROSSED:
        return start, end
    one_more = _cost(text[left : end + 1]) + _cost(text[end + 1 : right]) - whole
    if end - start == 2 and end < right and one_more < _CROSSED:
        return start, end + 1
    if name.margin - at_end >= _BEYOND_DOUBT:
        return start, end
    one_less = _cost(text[left : end - 1]) + _cost(text[end - 1 : right]) - whole
    is_short = end - start == 3 and one_less < _CROSSED and text[start : end - 1] not in words.vocabulary()
    return (start, end - 1) if is_short else None


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    left, right = start, end
    while left > max(0, start - _REACH) and _is_chinese(text[left - 1]):
        left -= 1
    while right < min(len(text), end + _REACH) and _is_chinese(text[right]):
        right += 1
    return left, right


def _is_chinese(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _is_readable(text: str) -> bool:
    """Traditional script is not what the word list was made for: there a name needs to be announced."""
    return all(sign in words.vocabulary() for sign in text if _is_chinese(sign))


def _cost(text: str) -> int:
    """The cheapest reading as words alone."""
    known = words.vocabulary()
    best = [0] + [10**9] * len(text)
    for at in range(len(text)):
        for end in range(at + 1, min(at + _LONGEST_WORD, len(text)) + 1):
            entry = known.get(text[at:end])
            if entry or end == at + 1:
                cost = (entry[0] if entry else costs.UNKNOWN_SIGN) + (costs.LONE_SIGN if end == at + 1 else 0)
                best[end] = min(best[end], best[at] + cost)
    return best[-1]


def _is_everyday(entry: tuple[int, str], name: Name) -> bool:
    """船员普遍反映: a verb or adverb in daily use behind a bare role word, with nothing of a person behind it."""
    if name.after == "honour" and name.before not in SOLID:
        return entry[0] < _EVERYDAY_BEFORE_A_TITLE
    if entry[0] >= _EVERYDAY or name.before == "slot" or name.after in ("details", "some_details", "title", "act"):
        return False
    return entry[1] in "vfa" or entry[0] < _MOST_EVERYDAY or name.before not in SOLID


def _least(name: str, *, is_word: bool) -> int:
    if is_word:
        return _LEAST_OF_A_WORD
    if name[:2] in words.compound_surnames():
        return _LEAST_MARGIN
    if candidates.is_ambiguous(name[0]):
        return _LEAST_OF_A_STRANGER["ambiguous"]
    is_rare = words.surnames().get(name[0], 10**6) > words.surname_cost_at(_COMMON_SURNAMES)
    if words.vocabulary().get(name[0], (10**6,))[0] >= _SELDOM_A_WORD:
        return _LEAST_MARGIN
    if is_rare:
        return _LEAST_OF_A_STRANGER["wordy"]
    return _LEAST_OF_A_STRANGER["short" if len(name) == 2 else "long"]


def _is_of_a_crowd(text: str, start: int, name: Name) -> bool:
    """旅客齐力, 群众温饱: behind a word for many people a word is a word, unless a person's deed follows."""
    if name.before != "role" or name.after not in ("n", "v", "f", "a", "plain", "edge", "list", "follower"):
        return False
    if name.after in ("list", "follower") and name.margin >= _BEYOND_DOUBT // 2:
        return False
    return bool(words.ending(text[max(0, start - 6) : start], "crowds.txt"))
