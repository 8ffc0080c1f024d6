from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.storage import vault
from assessment.storage.vault import Cost, WrongKey
from tests.builders import CHEAP

CODE, SECRET = "12345678901234567890", b"a secret of thirty-two bytes...."


def test_the_code_unwraps_the_key() -> None:
    key = vault.new_key()

    wrapped = vault.wrap(key, CODE, "one", SECRET, CHEAP)

    assert vault.unwrap(wrapped, CODE, "one", SECRET) == key


@pytest.mark.parametrize(
    ("code", "session_id", "secret"),
    [(CODE[:-1] + "1", "one", SECRET), (CODE, "two", SECRET), (CODE, "one", b"another"), ("", "one", SECRET)],
    ids=["code", "session", "kiosk", "nothing"],
)
def test_another_code_session_or_kiosk_does_not(code: str, session_id: str, secret: bytes) -> None:
    wrapped = vault.wrap(vault.new_key(), CODE, "one", SECRET, CHEAP)

    with pytest.raises(WrongKey):
        vault.unwrap(wrapped, code, session_id, secret)


def test_the_cost_is_part_of_the_key() -> None:
    wrapped = vault.wrap(vault.new_key(), CODE, "one", SECRET, CHEAP)
    cheaper = vault.WrappedKey(wrapped.salt, Cost(64, 2, 1), wrapped.data)

    with pytest.raises(WrongKey):
        vault.unwrap(cheaper, CODE, "one", SECRET)


def test_a_guess_costs_as_much_as_was_decided() -> None:
    assert Cost() == Cost(memory_kib=65536, passes=3, lanes=4)


def test_people_who_come_in_at_the_same_moment_all_get_in() -> None:
    opened: list[vault.WrappedKey] = []
    key = vault.new_key()
    people = [
        Thread(
            target=lambda: opened.extend(vault.wrap(key, CODE, "one", SECRET, Cost()) for _ in range(2)), daemon=True
        )
        for _ in range(4)
    ]

    for person in people:
        person.start()
    for person in people:
        person.join(timeout=60)  # they would wait for each other for ever

    assert len(opened) == 8


def test_the_same_key_is_never_wrapped_or_sealed_the_same_twice() -> None:
    key = vault.new_key()

    assert vault.wrap(key, CODE, "one", SECRET, CHEAP) != vault.wrap(key, CODE, "one", SECRET, CHEAP)
    assert vault.seal_event(key, "one", 1, b"same") != vault.seal_event(key, "one", 1, b"same")
    assert len({vault.new_key() for _ in range(20)}) == 20


@given(data=st.binary(max_size=200))
def test_an_event_is_opened_where_it_was_sealed_and_nowhere_else(data: bytes) -> None:
    key = vault.new_key()
    sealed = vault.seal_event(key, "one", 3, data)

    assert vault.open_event(key, "one", 3, sealed) == data
    for session_id, sequence in (("one", 4), ("two", 3), ("one/3", 3)):
        with pytest.raises(WrongKey):
            vault.open_event(key, session_id, sequence, sealed)


@given(data=st.data())
def test_any_flipped_bit_is_noticed(data: st.DataObject) -> None:
    key = vault.new_key()
    sealed = bytearray(vault.seal_event(key, "one", 1, b"an answer"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(WrongKey):
        vault.open_event(key, "one", 1, bytes(sealed))
