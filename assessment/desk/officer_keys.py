"""What an officer does with a key of their own: make it, sign with it away from the desk, hear how it sounds."""

from collections.abc import Callable, Iterator
from pathlib import Path

from assessment.bundle import enrolment, keys, officer_file, renewal, trust_file, trust_signatures
from assessment.bundle.errors import BadKey, TrustError
from assessment.bundle.officers import Officer
from assessment.desk import trust_text
from assessment.storage import private_files


def make(file: Path, name: str, passphrase: str) -> str:
    """Make the key of the officer called *name* in *file*, its public part beside it; returns what to say."""
    if file.exists():
        raise FileExistsError(f"found {file}, expected a new file: a key is never overwritten")
    key = keys.make_officer_key()
    private_files.write(file, officer_file.dump(name, key, passphrase))
    public = file.with_name(f"{file.name}.public")
    private_files.write(public, officer_file.dump_public(Officer(name, keys.public(key))))
    return (
        f"officer {name}: {keys.spoken(key)}\n"
        f"Keep {file} and its passphrase apart, and away from the desk. The desk needs {public} only."
    )


def sign(proposal: Path, officer: bytes, passphrase: str) -> None:
    """Put the signature of *officer* under the copy of a proposal in the file *proposal*."""
    store = trust_signatures.load(proposal.read_bytes())
    signed = trust_signatures.signed(store, officer_file.load(officer, passphrase))
    private_files.write(proposal, trust_signatures.dump(signed))


def spoken(data: bytes) -> list[str]:
    """The words of every key in *data*, whatever kind of file it is; raises BadKey where it is none that we make."""
    for read in (_officer, _store, _first_request, _renewal, _key):
        try:
            return list(read(data))
        except TrustError:  # another kind of file
            continue
    raise BadKey("found no key, expected a key, an officer, an enrolment request or a trust store")


def _officer(data: bytes) -> Iterator[str]:
    found = officer_file.load_public(data)
    yield f"officer {found.name}: {keys.spoken(found.jwk)}"


def _store(data: bytes) -> Iterator[str]:
    found = trust_file.stated(trust_signatures.load(data))
    yield f"trust store of {found.recipient}, version {found.version}, until {found.expires:%Y-%m-%d}"
    yield from trust_text.changes(None, found)


def _first_request(data: bytes) -> Iterator[str]:
    asked = enrolment.read(data)
    yield f"kiosk {asked.name} asks: {keys.spoken(asked.jwk)}"


def _renewal(data: bytes) -> Iterator[str]:
    asked = renewal.asked(data)
    yield f"kiosk {asked.name} asks with a new key, on the word of another: {keys.spoken(asked.jwk)}"


def _key(data: bytes) -> Iterator[str]:
    kinds: tuple[Callable[[bytes], keys.Jwk], ...] = (keys.load_device_key, keys.load_recipient_key)
    for load in kinds:
        try:
            yield keys.spoken(load(data))
        except BadKey:  # a key of the other kind
            continue
        return
    raise BadKey("found no private key")
