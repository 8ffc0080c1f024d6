"""`assessment desk trust | sign | activate | …` and `assessment keys …`: whom this municipality trusts."""

from datetime import UTC, datetime
from pathlib import Path

import click

from assessment.bundle import officer_file
from assessment.bundle.contents import Bank
from assessment.bundle.officers import NOBODY, Officers
from assessment.desk import commands, officer_keys, trust_changes, trust_text, trusting
from assessment.desk.trusting import Step
from assessment.storage import banks

_HOME = click.argument("home", type=click.Path(path_type=Path, file_okay=False))
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OFFICER = click.option(
    "--officer", "officer_files", type=_FILE, multiple=True, help="The public file of an officer; once for each."
)
_THRESHOLD = click.option("--threshold", type=int, default=0, help="How many officers must sign; two, if there are.")
_PASSPHRASE = click.option("--passphrase-file", type=_FILE, help="Read the passphrase here; else it is asked for.")


def officers(files: tuple[Path, ...], threshold: int) -> Officers:
    """The officers of *files*, of whom *threshold* must sign (0: two, or the only one); NOBODY where there is none."""
    members = tuple(officer_file.load_public(path.read_bytes()) for path in files)
    return Officers(members, threshold or min(2, len(members))) if members else NOBODY


def _now() -> datetime:
    return datetime.now(UTC)


def _tell(done: Step, home: Path) -> None:
    commands.note(home, done)
    click.echo("\n".join(trust_text.step(done, home)))


def _passphrase(path: Path | None, *, twice: bool = False) -> str:
    if path is None:
        asked: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice)
        return asked
    return path.read_text("utf-8").rstrip("\r\n")


@click.command("init")
@_HOME
@click.option("--municipality", required=True, help="The desk's name: letters, digits and hyphens.")
@click.option("--user", required=True, help="The first case worker who may log in.")
@click.password_option(help="Their password; asked for when not given.")
@_OFFICER
@_THRESHOLD
def init(
    home: Path, municipality: str, user: str, password: str, officer_files: tuple[Path, ...], threshold: int
) -> None:
    """Make a desk in HOME: its keys, its database, its first user, and a trust store for its officers to sign."""
    named = officers(officer_files, threshold)
    _tell(commands.init(home, municipality, user, password, named), home)
    if named == NOBODY:
        click.echo(trust_text.ALONE)


@click.command("upgrade")
@_HOME
@_OFFICER
@_THRESHOLD
def upgrade(home: Path, officer_files: tuple[Path, ...], threshold: int) -> None:
    """Go over from the unsigned trust.json of version 0.1 to a signed trust store with the same kiosks."""
    named = officers(officer_files, threshold)
    _tell(trust_changes.upgrade(home, named, _now()), home)
    if named == NOBODY:
        click.echo(trust_text.ALONE)


@click.command("trust")
@_HOME
@click.argument("request", type=_FILE)
def trust(home: Path, request: Path) -> None:
    """Propose to trust the kiosk that made REQUEST; compare the words that are printed with what the kiosk shows."""
    _tell(commands.trust_device(home, request.read_bytes()), home)


@click.command("sign")
@_HOME
@click.argument("officer", type=_FILE)
@_PASSPHRASE
def sign(home: Path, officer: Path, passphrase_file: Path | None) -> None:
    """Sign the proposal in HOME with the key in the file OFFICER; with the last signature it comes into force."""
    click.echo("\n".join(trust_text.status(home, _now())))
    key = officer_file.load(officer.read_bytes(), _passphrase(passphrase_file))
    _tell(trusting.sign(home, key, _now()), home)


@click.command("activate")
@_HOME
@click.argument("signed", nargs=-1, type=_FILE)
def activate(home: Path, signed: tuple[Path, ...]) -> None:
    """Bring the proposal into force, with the signatures that officers gave elsewhere in the files SIGNED."""
    _tell(trusting.activate(home, [path.read_bytes() for path in signed], _now()), home)


@click.command("revoke")
@_HOME
@click.argument("kiosk")
@click.option("--last-good", type=click.IntRange(min=0), required=True, help="The last number that is surely its own.")
@click.option("--at", type=click.DateTime(), help="When it got out of hand, in UTC; now, if not given.")
def revoke(home: Path, kiosk: str, last_good: int, at: datetime | None) -> None:
    """Propose to trust KIOSK no longer; bundles from before that wait for a person, all others are refused."""
    since = at.replace(tzinfo=UTC) if at else _now().replace(microsecond=0)
    _tell(trust_changes.revoke(home, kiosk, last_good, since, _now()), home)


@click.command("rotate")
@_HOME
@click.argument("which", type=click.Choice(["recipient", "receipts"]))
def rotate(home: Path, which: str) -> None:
    """Propose a new key: the one that bundles are sealed to (recipient), or the one under receipts."""
    change = trust_changes.rotate_recipient if which == "recipient" else trust_changes.rotate_receipts
    _tell(change(home, _now()), home)


@click.command("officers")
@_HOME
@_OFFICER
@_THRESHOLD
def appoint(home: Path, officer_files: tuple[Path, ...], threshold: int) -> None:
    """Propose other officers; enough of the present ones and enough of the new ones must sign."""
    if not officer_files:
        raise click.UsageError("name every officer with --officer, also those who stay")
    _tell(trust_changes.appoint(home, officers(officer_files, threshold), _now()), home)


@click.command("banks")
@_HOME
@click.argument("names", metavar="[BANK]...", nargs=-1)
def allow(home: Path, names: tuple[str, ...]) -> None:
    """Propose to take in sittings with these item banks only; with none named, with any that the desk has."""
    read = [banks.load(Path(name) if Path(name).is_dir() else banks.built_in(name)) for name in names]
    _tell(trust_changes.allow(home, [Bank(one.id, one.version, one.content_hash) for one in read], _now()), home)


@click.command("renew")
@_HOME
def renew(home: Path) -> None:
    """Propose the same trust store again, valid for another 90 days."""
    _tell(trust_changes.renew(home, _now()), home)


@click.command("export-trust")
@_HOME
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--version", type=click.IntRange(min=1), help="An earlier version, with which the officers changed.")
def export_trust(home: Path, file: Path, version: int | None) -> None:
    """Write the trust store in force to FILE, for the kiosks; nothing in it is secret."""
    file.write_bytes(trusting.exported(home, _now(), version or 0))
    click.echo(f"{file} goes to every kiosk: kiosk trust KIOSK_HOME {file.name}")


@click.command("status")
@_HOME
def status(home: Path) -> None:
    """Say whom the desk in HOME trusts, until when, and what waits for officers."""
    click.echo("\n".join(trust_text.status(home, _now())))


DESK = (init, upgrade, trust, sign, activate, revoke, rotate, appoint, allow, renew, export_trust, status)


@click.group("keys")
def keys_group() -> None:
    """Keys of officers, and what keys are called when they are read aloud."""


@keys_group.command("officer")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", required=True, help="The officer's name: letters, digits, dots and hyphens.")
@_PASSPHRASE
def officer(file: Path, name: str, passphrase_file: Path | None) -> None:
    """Make an officer's key in FILE, under a passphrase, and its public part in FILE.public for the desk."""
    click.echo(officer_keys.make(file, name, _passphrase(passphrase_file, twice=True)))


@keys_group.command("words")
@click.argument("file", type=_FILE)
def words(file: Path) -> None:
    """Say the words of every key in FILE: of an officer, a request, a trust store, or the key itself."""
    click.echo("\n".join(officer_keys.spoken(file.read_bytes())))


@keys_group.command("sign")
@click.argument("proposal", type=_FILE)
@click.argument("officer", type=_FILE)
@_PASSPHRASE
def keys_sign(proposal: Path, officer: Path, passphrase_file: Path | None) -> None:
    """Sign a copy of a PROPOSAL away from the desk, with the key in the file OFFICER."""
    click.echo("\n".join(officer_keys.spoken(proposal.read_bytes())))
    officer_keys.sign(proposal, officer.read_bytes(), _passphrase(passphrase_file))
    click.echo(f"Signed. At the desk: assessment desk activate HOME {proposal.name}")
