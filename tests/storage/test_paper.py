"""What can be printed of a bundle lies beside it, and goes with it."""

from pathlib import Path

import pytest

from assessment.storage import paper
from assessment.storage.paper import NoPaper, Printable
from assessment.storage.sessions import SessionStore
from tests.builders import NOW
from tests.storage.builders import a_bundle, a_store, sql, with_a_session


def with_paper(folder: Path) -> SessionStore:
    store = with_a_session(folder)
    store.seal("one", a_bundle(), NOW, b"what fits on paper")
    return store


def test_it_is_there_with_its_bundle_and_given_out_once_somebody_said_so(tmp_path: Path) -> None:
    store = with_paper(tmp_path)

    assert paper.printable(store) == [Printable(1, "2026-11-22", "")]
    with pytest.raises(NoPaper):
        paper.token(store, 1)

    paper.hand_out(store, 1, NOW)
    assert paper.token(store, 1) == b"what fits on paper"
    assert paper.printable(store) == [Printable(1, "2026-11-22", "2026-11-22")]


def test_a_bundle_may_have_none(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.seal("one", a_bundle(), NOW)

    assert paper.printable(store) == []
    with pytest.raises(NoPaper, match="found nothing to print of bundle 1"):
        paper.hand_out(store, 1, NOW)


@pytest.mark.parametrize(
    "how",
    ["DELETE FROM outbox", "UPDATE outbox SET data = x''", "UPDATE outbox SET data = x'00', digest = ''"],
    ids=["deleted", "received", "taken back"],
)
def test_it_goes_with_its_bundle_in_whatever_way_that_goes(tmp_path: Path, how: str) -> None:
    store = with_paper(tmp_path)

    sql(store, how)

    assert paper.printable(store) == []
    assert sql(store, "SELECT count(*) FROM paper") == [(0,)]
    store.close()
    assert b"what fits on paper" not in (tmp_path / "kiosk.db").read_bytes()


def test_printing_counts_as_leaving_the_kiosk(tmp_path: Path) -> None:
    store = with_paper(tmp_path)

    paper.hand_out(store, 1, NOW)

    assert sql(store, "SELECT exported_on FROM outbox") == [("2026-11-22",)]
    assert sql(store, "SELECT json_extract(entry, '$.entry') FROM audit ORDER BY n DESC LIMIT 1") == [
        ("paper_printed",)
    ]


def test_it_is_there_after_opening_the_file_again(tmp_path: Path) -> None:
    with_paper(tmp_path).close()

    store = a_store(tmp_path)
    paper.hand_out(store, 1, NOW)
    assert paper.token(store, 1) == b"what fits on paper"


def test_what_was_damaged_is_not_printed(tmp_path: Path) -> None:
    store = with_paper(tmp_path)
    paper.hand_out(store, 1, NOW)

    sql(store, "UPDATE paper SET token = ?", b"what fits on papes")

    with pytest.raises(NoPaper, match="damaged"):
        paper.token(store, 1)
