"""One stick, both ways: sealed at a kiosk, taken in at the desk, receipted there, deleted at the kiosk."""

from click.testing import CliRunner

from assessment.bundle import receipt
from assessment.cli import main
from assessment.desk import commands
from assessment.desk.kiosks import KnownKiosk
from assessment.storage import departures
from assessment.storage.outbox import Exported
from kiosk import transfer
from kiosk.service import Kiosk
from kiosk.transfer import Heard
from tests.kiosk.trusted import reads, stick
from tests.trusting import USER, Pair


def exports(pair: Pair, kiosk: Kiosk) -> Exported:
    return transfer.export(kiosk.store, kiosk.identity, stick(pair), pair.now)


def takes_in(pair: Pair) -> None:
    """The desk takes in every file on the stick, as handed in on its page."""
    desk = pair.desk()
    for path in stick(pair).glob("*.bundle"):
        desk.receive(path.read_bytes(), USER)
    desk.store.close()


def receipts(pair: Pair) -> str:
    done = CliRunner().invoke(main, ["desk", "receipts", str(pair.desk_home), str(stick(pair)), "--by", USER])
    assert done.exit_code == 0, done.output
    return done.output


def the_kiosk(pair: Pair) -> KnownKiosk:
    desk = commands.desk(pair.desk_home)
    (known,) = desk.kiosks.known()
    desk.store.close()
    return known


def test_a_stick_goes_there_and_back(pair: Pair) -> None:
    kiosk = pair.kiosk()
    for _ in range(3):
        pair.sits(kiosk)
    exports(pair, kiosk)
    next(path for path in stick(pair).iterdir() if path.name.startswith("b-")).unlink()

    takes_in(pair)
    ((lost, last),) = the_kiosk(pair).missing
    assert (last, the_kiosk(pair).highest) == (lost, 3)
    assert receipts(pair) == "1 receipts written and read back\n"

    assert reads(pair, kiosk) == Heard(found=True, received=2)
    assert [one.sequence for one in departures.held(kiosk.store)] == [lost]

    assert exports(pair, kiosk).written == 2
    takes_in(pair)
    assert the_kiosk(pair).missing == []
    receipts(pair)
    reads(pair, kiosk)
    assert departures.held(kiosk.store) == []


def test_nothing_but_the_receipt_is_new_on_the_stick_when_it_comes_back(pair: Pair) -> None:
    kiosk = pair.kiosk()
    pair.sits(kiosk)
    exports(pair, kiosk)
    before = {path.name for path in stick(pair).iterdir()}
    takes_in(pair)

    receipts(pair)

    after = {path.name for path in stick(pair).iterdir()}
    assert after - before == {receipt.file_name(kiosk.identity.device_key["kid"])}


def test_after_a_new_key_the_desk_still_counts_and_receipts_both(pair: Pair) -> None:
    kiosk = pair.kiosk()
    pair.sits(kiosk)
    exports(pair, kiosk)
    takes_in(pair)
    pair.renews()
    pair.brings_the_store()
    kiosk.hear_officers()
    pair.sits(kiosk)
    exports(pair, kiosk)
    takes_in(pair)

    known = the_kiosk(pair)
    assert (known.highest, known.missing, known.breaks, known.began_again) == (2, [], [], False)
    assert receipts(pair) == "2 receipts written and read back\n"
    assert reads(pair, kiosk).received == 2
