"""`kiosk serve | check | clock | enrol | trust | renew | pin | export | receive | recover | paper`: for operators."""

import logging
from datetime import UTC, datetime
from pathlib import Path

import click

from assessment.bundle.errors import TrustError
from assessment.locales import LOCALES
from assessment.storage.banks import BankHasErrors
from assessment.storage.paper import NoPaper
from assessment.storage.stick import StickFailed
from kiosk import carrying, config, home, housekeeping, recovering, trust_text
from kiosk import check as checking
from kiosk import pin as operator_pin
from kiosk.alone import alone
from kiosk.clock import ClockInDoubt
from kiosk.config import BadConfig
from kiosk.home import AlreadyEnrolled, NoLanguage, NotEnrolled
from kiosk.pin import WeakPin
from kiosk.recovering import NothingToRecover

_REFUSALS = (
    BadConfig,
    BankHasErrors,
    NotEnrolled,
    NoLanguage,
    AlreadyEnrolled,
    StickFailed,
    WeakPin,
    ClockInDoubt,
    NothingToRecover,
    NoPaper,
    TrustError,
    OSError,
)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_HOME = click.argument("home_folder", metavar="HOME", type=click.Path(path_type=Path, file_okay=False))


class _Commands(click.Group):
    """Turns what went wrong into one sentence, never a stack trace."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except _REFUSALS as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands)
def main() -> None:
    """The kiosk: where a candidate sits the assessment."""
    logging.basicConfig(format="%(name)s: %(message)s", level=logging.WARNING)


@main.command()
@_HOME
@click.option("--port", type=int, help="Listen on this port instead of the one in kiosk.toml.")
def serve(home_folder: Path, port: int | None) -> None:
    """Serve the kiosk in HOME on this machine only."""
    from kiosk.serve import serve as run  # the other commands need no web server

    settings = config.read(home_folder, port=port)
    prepared = home.prepare(settings)
    click.echo(f"kiosk on http://{settings.address}/")
    run(prepared)


@main.command()
@click.argument("home_folder", metavar="[HOME]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--bank", help="Check this bank instead of the one in kiosk.toml.")
@click.pass_context
def check(ctx: click.Context, home_folder: Path | None, bank: str | None) -> None:
    """Say what bank, languages and keys the kiosk has, and why it would not start."""
    lines, ready = checking.lines(home_folder, bank)
    click.echo("\n".join(lines))
    ctx.exit(0 if ready else 1)


@main.command()
@_HOME
@click.option("--name", required=True, help="The kiosk's name: letters, digits and hyphens.")
@click.option("--trust", "store", required=True, type=_FILE, help="The signed trust store of the desk: trust.jws.")
def enrol(home_folder: Path, name: str, store: Path) -> None:
    """Make this kiosk's keys in HOME, and a request that the desk must accept."""
    made = home.enrol(home_folder, name, store.read_bytes(), datetime.now(UTC))
    click.echo("\n".join(trust_text.enrolled(made, datetime.now(UTC))))


@main.command()
@_HOME
@click.argument("store", type=_FILE)
def trust(home_folder: Path, store: Path) -> None:
    """Accept the signed trust store in the file STORE, if it is newer and enough officers signed it."""
    click.echo("\n".join(trust_text.accepted(home_folder, store.read_bytes(), datetime.now(UTC))))


@main.command()
@_HOME
def renew(home_folder: Path) -> None:
    """Ask the desk for a new key for the kiosk in HOME; until the desk says yes, it goes on with the present one."""
    click.echo("\n".join(trust_text.renewed(home_folder, datetime.now(UTC))))


@main.command()
@_HOME
@click.option("--pin", prompt="PIN for the operator's page", hide_input=True, confirmation_prompt=True)
def pin(home_folder: Path, pin: str) -> None:
    """Set the PIN of the operator's page of the kiosk in HOME; the one before no longer works."""
    operator_pin.make(home_folder, pin)
    click.echo(f"the operator's page is http://{config.read(home_folder).address}/operator")


@main.command()
@_HOME
@click.option("--confirm", is_flag=True, help="Say that what the clock shows is right.")
@click.pass_context
def clock(ctx: click.Context, home_folder: Path, confirm: bool) -> None:
    """Say whether the clock of the kiosk in HOME is believed, and confirm it where it is not but is right."""
    prepared = home.prepare(config.read(home_folder))
    with alone(home_folder):
        kiosk = home.open_kiosk(prepared, lambda: None)
        if confirm:
            housekeeping.confirm_clock(kiosk)
        state = housekeeping.clock(kiosk)
        kiosk.store.close()
    click.echo(state.doubt or f"the clock is believed: {state.now:%Y-%m-%d %H:%M} UTC")
    ctx.exit(1 if state.doubt else 0)


@main.command()
@_HOME
@click.argument("folder", type=click.Path(path_type=Path))
def export(home_folder: Path, folder: Path) -> None:
    """Copy every sealed bundle of the kiosk in HOME to FOLDER (the stick); each arrives whole or not at all.

    While the kiosk runs, bundles are only read and copied: the list of them is made on the operator's page.
    """
    click.echo(carrying.export(home_folder, folder))


@main.command()
@_HOME
@click.argument("folder", type=click.Path(path_type=Path))
def receive(home_folder: Path, folder: Path) -> None:
    """Read the desk's receipt on FOLDER (the stick), and delete here what arrived there; only while no kiosk runs."""
    click.echo(carrying.receive(home_folder, folder))


@main.command()
@_HOME
@click.option(
    "--last", type=click.IntRange(min=0), help="The number of this kiosk's last bundle, as the desk lists it."
)
def recover(home_folder: Path, last: int | None) -> None:
    """Write a new database with all that can be read of the old one in HOME, and keep the old one beside it.

    Only while the kiosk does not run.
    """
    settings = config.read(home_folder)
    for line in recovering.recover(settings, last, datetime.now(UTC)):
        click.echo(line)


@main.command()
@_HOME
@click.argument("number", type=int)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--locale", default="nl", type=click.Choice(list(LOCALES)), help="Also say what it is in this language.")
def paper(home_folder: Path, number: int, file: Path, locale: str) -> None:
    """Put bundle NUMBER of the kiosk in HOME on a sheet with codes (PDF); stop `kiosk serve` first."""
    from kiosk.paper import hand_out, page  # the other commands need no fonts

    with alone(home_folder):
        opened = home.open_kiosk(home.prepare(config.read(home_folder)), lambda: None)
        hand_out(opened, number)
        file.write_bytes(page(opened, number, locale))
        opened.store.close()
    click.echo(f"{file} is ready to be printed; only the municipality can read it")
