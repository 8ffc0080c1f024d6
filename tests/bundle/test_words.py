import re
from collections import Counter

import pytest

from assessment.bundle import keys
from assessment.bundle.word_list import WORDS

# what sounds the same, or nearly so on a bad line
SOUNDS = [
    ("sch", "sg"), ("ch", "g"), ("ph", "f"), ("th", "t"), ("qu", "kw"), ("x", "ks"), ("ij|ei", "Y"), ("[ao]u", "W"),
    ("oe", "U"), ("eu", "E"), ("ui", "Q"), ("ie|y", "I"), ("c(?=[eiIY])", "s"), ("c", "k"), ("z", "s"), ("v", "f"),
    ("dt?$", "t"), ("b$", "p"), ("ee", "3"), (r"([aou])\1", lambda found: found[1].upper()), (r"(.)\1", r"\1"),
]  # fmt: skip


def spoken(word):
    for letters, sound in SOUNDS:
        word = re.sub(letters, sound, word)
    return word


def without_one_sound(word):
    said = spoken(word)
    return {said, *(said[:place] + "?" + said[place + 1 :] for place in range(len(said)))}


def test_every_eleven_bits_have_a_word_of_their_own():
    assert len(WORDS) == len(set(WORDS)) == 2**11


def test_the_words_are_short_and_in_plain_letters_and_in_order():
    assert all(re.fullmatch("[a-z]{3,8}", word) for word in WORDS)
    assert list(WORDS) == sorted(WORDS)


def test_four_letters_tell_every_word_from_the_others():
    assert len({word[:4] for word in WORDS}) == len(WORDS)


def test_no_word_is_another_with_one_sound_changed():
    heard = Counter(form for word in WORDS for form in without_one_sound(word))

    assert [form for form, times in heard.items() if times > 1] == []


def test_a_key_always_has_the_same_six_words_and_another_key_has_others():
    key, other = keys.make_device_key(), keys.make_device_key()

    assert len(keys.words(key).split()) == 6
    assert keys.words(key) == keys.words(keys.public(key))
    assert keys.words(key) != keys.words(other)


def test_the_words_of_a_key_stay_what_they_are():
    # as they stand on paper in a municipality: a change of the list would make every one of these wrong
    key = {"kid": "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"}

    assert keys.words(key) == "haastig uitbouw riem solderen breedte bureau"
    assert keys.fingerprint(key) == "26022 83823 96432 44339 64938 16535"


@pytest.mark.parametrize("place", range(6))
def test_all_six_words_depend_on_the_key(place):
    found = {keys.words(keys.make_device_key()).split()[place] for _ in range(20)}

    assert len(found) > 10


def test_words_and_digits_are_shown_side_by_side():
    key = keys.make_device_key()

    assert keys.spoken(key) == f"{keys.words(key)} ({keys.fingerprint(key)})"
