import pytest
from argon2 import PasswordHasher, Type

from content.auth import passwords
from content.auth.passwords import LONGEST, SHORTEST


def test_the_sites_own_hashes_are_argon2id_of_the_librarys_strength(real_hasher):
    assert real_hasher.type is Type.ID
    assert real_hasher.memory_cost >= 19_456  # KiB; the least OWASP's cheat sheet names
    assert (real_hasher.time_cost, real_hasher.memory_cost) >= (2, 19_456)


@pytest.mark.parametrize(
    "password, codes",
    [
        ("a" * (SHORTEST - 1), ["password_length"]),
        ("abcde" * 2, []),
        ("abcde" * (LONGEST // 5), []),
        ("abcde" * (LONGEST // 5) + "f", ["password_length"]),
        ("abababababab", ["password_too_plain"]),
        ("", ["password_length"]),
        ("连云港交通信用公示网站", []),
    ],
)
def test_a_password_is_long_and_not_plain(password, codes):
    assert [issue.code for issue in passwords.issues(password)] == codes


def test_the_same_password_is_never_stored_the_same_twice():
    one, two = passwords.protect("a quiet harbour"), passwords.protect("a quiet harbour")

    assert one != two
    assert passwords.matches(one, "a quiet harbour")
    assert not passwords.matches(one, "a quiet harbor")


def test_nobody_is_never_matched_not_even_by_what_the_decoy_hides():
    assert not passwords.matches(None, "nobody signs in with this")
    assert not passwords.matches(None, "")


@pytest.mark.parametrize("stored", ["", "not a hash", "$argon2id$v=19$m=8,t=1,p=1$broken"])
def test_a_broken_hash_matches_nothing(stored):
    assert not passwords.matches(stored, "a quiet harbour")


def test_a_hash_of_other_parameters_wants_another():
    older = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash("a quiet harbour")

    assert passwords.wants_rehash(older)
    assert not passwords.wants_rehash(passwords.protect("a quiet harbour"))
