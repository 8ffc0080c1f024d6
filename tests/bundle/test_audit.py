"""A log in which nothing can be changed, removed or added in between without a trace."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from assessment.bundle import audit
from assessment.bundle.audit import EMPTY, Break, Checkpoint, Entry

TEXTS = st.lists(st.text(max_size=20), min_size=1, max_size=12)


def a_log(texts: list[str]) -> list[Entry]:
    last, found = EMPTY, []
    for text in texts:
        entry = audit.following(last, text)
        found, last = [*found, entry], Checkpoint(entry.n, entry.head)
    return found


def test_the_hash_is_the_one_that_the_readme_describes():
    assert audit.head(2, "ab", "text") == sha256(b"assessment-audit/1\x002\x00ab\x00text").hexdigest()


@given(TEXTS)
def test_a_log_as_it_was_written_has_no_break(texts: list[str]):
    assert audit.first_break(a_log(texts)) is None


@given(TEXTS, st.data())
def test_an_edited_entry_is_named(texts: list[str], data: st.DataObject):
    log = a_log(texts)
    at = data.draw(st.integers(0, len(log) - 1))
    log[at] = Entry(log[at].n, log[at].text + "!", log[at].head)

    assert audit.first_break(log) == Break(at + 1, "found another text or hash than was written")


@given(TEXTS, st.data())
def test_a_removed_entry_is_named(texts: list[str], data: st.DataObject):
    log = a_log([*texts, "last"])
    at = data.draw(st.integers(0, len(log) - 2))
    del log[at]

    broken = audit.first_break(log)

    assert broken is not None
    assert broken.n == at + 1
    assert "removed" in broken.what


@given(TEXTS, st.data())
def test_a_log_that_was_rewritten_whole_is_denied_by_a_checkpoint_that_left(texts: list[str], data: st.DataObject):
    log = a_log(texts)
    checkpoint = Checkpoint(log[-1].n, log[-1].head)
    at = data.draw(st.integers(0, len(log) - 1))
    rewritten = a_log([text + "!" if number == at else text for number, text in enumerate(texts)])

    assert audit.first_break(rewritten) is None
    assert [each.n for each in audit.denied(rewritten, [checkpoint])] == [len(log)]
    assert list(audit.denied(log, [checkpoint, EMPTY])) == []


def test_what_the_oldest_entries_said_may_be_gone_but_not_what_later_ones_said():
    log = a_log(["one", "two", "three", "four"])
    erased = [Entry(entry.n, audit.ERASED, entry.head) for entry in log]

    assert audit.first_break([*erased[:2], *log[2:]]) is None
    assert audit.first_break([*log[:2], *erased[2:]]) == Break(3, "found another text or hash than was written")
    assert audit.first_break([*erased[:2], Entry(3, "other", log[2].head), log[3]]) is not None


@given(TEXTS)
def test_a_log_whose_end_was_cut_off_is_denied(texts: list[str]):
    log = a_log(texts)

    (found,) = audit.denied(log[:-1], [Checkpoint(log[-1].n, log[-1].head)])

    assert f"had {len(log)}" in found.what


def test_checkpoints_of_one_log_that_only_grew_do_not_contradict_each_other():
    log = a_log(["one", "two", "three"])
    made = [Checkpoint(entry.n, entry.head) for entry in log]

    assert list(audit.contradictions([EMPTY, made[0], made[0], made[2]])) == []
    assert [each.n for each in audit.contradictions([made[2], made[1]])] == [2]
    assert [each.n for each in audit.contradictions([made[1], Checkpoint(2, "other")])] == [2]
