"""Who has the folder and not the key reads nothing; who has the key gets all of it or a refusal."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.attachments import encrypted_spool
from content.attachments.encrypted_spool import CHUNK, EncryptedSpool
from content.errors import Refusal
from tests.content.attachments.identities import resident_id

KEY = b"k" * 32
SHEET = f"姓名,身份证号\n王建国,{resident_id(9)}\n".encode()


@pytest.fixture
def spool(tmp_path) -> EncryptedSpool:
    return EncryptedSpool(tmp_path / "spool", KEY)


def kept(spool: EncryptedSpool, batch: str) -> bytes:
    return b"".join(spool.read(batch))


def put(spool: EncryptedSpool, data: bytes, batch: str = "b1") -> None:
    spool.put(batch, io.BytesIO(data))


def path(spool: EncryptedSpool):
    return spool.root / "b1.spool"


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_is_put_comes_back(spool, size):
    data = os.urandom(size)
    put(spool, data)
    assert kept(spool, "b1") == data


@settings(max_examples=20)
@given(st.binary(max_size=40))
def test_any_length_around_the_chunk_comes_back(tmp_path_factory, data):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encrypted_spool, "CHUNK", 8)
        spool = EncryptedSpool(tmp_path_factory.mktemp("s"), KEY)
        put(spool, data)
        assert kept(spool, "b1") == data


def test_nothing_of_it_can_be_read_in_the_folder(spool):
    put(spool, SHEET)
    assert resident_id(9).encode() not in path(spool).read_bytes()
    assert "王建国".encode() not in path(spool).read_bytes()
    assert path(spool).stat().st_mode & 0o777 == 0o600


def test_the_same_sheet_never_looks_the_same_twice(spool):
    put(spool, SHEET)
    first = path(spool).read_bytes()
    put(spool, SHEET)
    assert path(spool).read_bytes() != first


def test_another_key_opens_nothing(spool):
    put(spool, SHEET)
    with pytest.raises(Refusal, match="spool_cannot_be_opened"):
        kept(EncryptedSpool(spool.root, b"x" * 32), "b1")


def swap(data: bytes) -> bytes:
    head, sealed = data[:38], CHUNK + 16
    return (
        data[: head.__len__()] + data[38 + sealed : 38 + 2 * sealed] + data[38 : 38 + sealed] + data[38 + 2 * sealed :]
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[: 38 + CHUNK + 16],
        lambda data: data[:20],
        lambda data: data + b"x",
        lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
        lambda data: b"",
        swap,
    ],
)
def test_a_file_cut_lengthened_altered_or_shuffled_is_refused(spool, spoil):
    put(spool, os.urandom(2 * CHUNK + 5))
    path(spool).write_bytes(spoil(path(spool).read_bytes()))
    with pytest.raises(Refusal, match="spool_cannot_be_opened"):
        kept(spool, "b1")


def test_a_file_does_not_open_under_another_batch(spool):
    put(spool, SHEET)
    path(spool).rename(spool.root / "b2.spool")
    with pytest.raises(Refusal, match="spool_cannot_be_opened"):
        kept(spool, "b2")


def test_it_goes_with_its_batch(spool):
    put(spool, SHEET)
    assert spool.batches() == ("b1",)
    spool.drop("b1")
    spool.drop("b1")
    assert list(spool.root.iterdir()) == []
    with pytest.raises(Refusal, match="no_such_file"):
        kept(spool, "b1")


@pytest.mark.parametrize("batch", ["../b1", "", "a/b", "x" * 65])
def test_a_batch_is_no_path(spool, batch):
    with pytest.raises(Refusal, match="no_such_file"):
        put(spool, SHEET, batch)


def test_a_short_key_is_refused(tmp_path):
    with pytest.raises(ValueError, match="32 bytes"):
        EncryptedSpool(tmp_path, b"short")


def test_the_key_is_never_printed(spool):
    assert "k" * 32 not in repr(spool)
