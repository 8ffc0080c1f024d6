"""Each named attack gets the one right answer, and each door opens for what is in order."""

from dataclasses import replace

import pytest

from assessment.bundle import keys
from tests.builders import small_files
from tests.proof import desk_attacks, paper_attacks, statement_attacks, store_forging, trust_attacks
from tests.proof.attack import Attack
from tests.proof.attacks import DOORS, Door
from tests.proof.bank_attacks import read
from tests.proof.good_bundles import GOOD, sitting
from tests.proof.scene import KIOSK, a_scene

_ALL = [(door, attack) for door in DOORS for attack in door.attacks]


@pytest.mark.parametrize(("door", "attack"), _ALL, ids=[f"{door.name}: {attack.name}" for door, attack in _ALL])
def test_the_attack_gets_the_right_answer(door: Door, attack: Attack) -> None:
    assert door.knock(a_scene(), attack.make(a_scene())) == attack.expect


@pytest.mark.parametrize("bundle", GOOD, ids=lambda bundle: bundle.name)
def test_what_only_looks_odd_is_accepted(bundle: Attack) -> None:
    assert a_scene().verdict(bundle.make(a_scene())) == "accepted"


def test_every_door_opens_for_what_is_in_order() -> None:
    """Otherwise an attack may be refused for another reason than the one that it is about."""
    scene = a_scene()
    store = store_forging.signed(scene, store_forging.plain(scene))

    assert desk_attacks.received(scene, [scene.sealed(sitting())]) == "imported"
    assert store_forging.succeeded(scene, store) == "accepted"
    assert store_forging.begun(scene, store) == "accepted"
    assert trust_attacks.enrolled(scene, trust_attacks.a_request(scene)) == "accepted"
    assert trust_attacks.renewed(scene, trust_attacks.a_renewal(scene, KIOSK, scene.kiosk)) == "accepted"
    assert statement_attacks.missed(scene, statement_attacks.a_list(scene)) == "accepted"
    assert statement_attacks.arrived(scene, statement_attacks.a_receipt(scene)) == "2 deleted"
    assert paper_attacks.read(scene, paper_attacks.a_token(scene)) == "accepted"
    assert trust_attacks.unlocked(scene, trust_attacks.an_officer(scene)) == "accepted"
    assert trust_attacks.signed_with(scene, keys.dump(scene.kiosk)) == "accepted"
    assert trust_attacks.opened_with(scene, keys.dump(scene.desk)) == "accepted"
    assert read(scene, small_files()["bank.yaml"]) == "accepted"


def test_a_store_with_every_signature_or_valid_until_now_is_accepted() -> None:
    scene = a_scene()
    everyone = store_forging.signed(scene, store_forging.plain(scene), *scene.officers)
    last_second = replace(scene, now=scene.trust.expires)

    assert store_forging.succeeded(scene, everyone) == "accepted"
    assert store_forging.succeeded(last_second, scene.store) == "accepted"


def test_no_name_stands_twice() -> None:
    names = [attack.name for _, attack in _ALL]

    assert sorted(set(names)) == sorted(names)
