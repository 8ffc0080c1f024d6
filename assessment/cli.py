"""`assessment items | translations | desk | keys | bundle | audit | score | assets | demo`: each calls one function."""

from datetime import UTC, datetime
from pathlib import Path

import click

from assessment.analysis import commands as analysis
from assessment.authoring import assets as asset_files
from assessment.authoring import catalogues, checks, logs, states
from assessment.authoring import extract as extraction
from assessment.bundle.errors import TrustError
from assessment.demo import run
from assessment.desk import (
    auditing,
    commands,
    inspecting,
    kiosk_commands,
    rescore_text,
    taking_in,
    trust_commands,
    trust_text,
    trusting,
)
from assessment.desk.kiosks import NoReceiptKey
from assessment.items.model import ItemBank
from assessment.locales import LOCALES, folder, remembered
from assessment.storage import banks
from assessment.storage.banks import BankHasErrors
from assessment.storage.stick import StickFailed

_HOME = click.argument("home", type=click.Path(path_type=Path, file_okay=False))


class _Commands(click.Group):
    """Turns what went wrong into one sentence, never a stack trace."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (BankHasErrors, TrustError, NoReceiptKey, StickFailed, OSError, ValueError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands)
def main() -> None:
    """The assessment: its items, its translations, its desk, and a demo of the whole."""


@main.group()
def items() -> None:
    """Item banks."""


@items.command("check")
@click.argument("bank", required=False)
@click.pass_context
def items_check(ctx: click.Context, bank: str | None) -> None:
    """Say what an author must mend in BANK (a name or a folder; without it, in every bank)."""
    names = [bank] if bank else banks.folder_names()
    found = [line for name in names for line in _check(name)]
    click.echo("\n".join(found))
    ctx.exit(1 if any(": error" in line or " error: " in line for line in found) else 0)


def _check(name: str) -> list[str]:
    at = Path(name) if Path(name).is_dir() else banks.built_in(name)
    bank, problems = banks.check(at)
    problems += logs.check(at, bank) if bank else []
    size = f", {len(bank.items)} items in {len(bank.sections)} sections" if bank else ""
    return [*map(str, problems), f"{at.name}: {_count(len(problems))}{size}"]


def _count(errors: int) -> str:
    return {0: "no errors", 1: "1 error"}.get(errors, f"{errors} errors")


@main.group()
def translations() -> None:
    """Catalogues and their review states."""


def _banks() -> list[ItemBank]:
    return [banks.load(banks.built_in(name)) for name in banks.folder_names()]


@translations.command()
@click.option("--check", is_flag=True, help="Change nothing; fail where something would change.")
@click.pass_context
def extract(ctx: click.Context, check: bool) -> None:
    """Bring templates and catalogues up to date with the source texts."""
    changed = extraction.extract(folder().parent, _banks(), check=check)
    click.echo("\n".join(map(str, changed)) or "nothing to change")
    ctx.exit(1 if check and changed else 0)


@translations.command("compile")
def compile_catalogues() -> None:
    """Make the binary catalogues that the apps read."""
    click.echo(f"{len(catalogues.compile_all(folder()))} catalogues compiled")
    for bank in _banks():
        remembered.remember(bank, folder())


@translations.command()
def status() -> None:
    """Say how far each language is, and what keeps it from being offered."""
    click.echo("\n".join(catalogues.status(folder(), _banks())))


@translations.command("mark-draft")
@click.argument("locale", type=click.Choice(sorted(LOCALES)))
def mark_draft(locale: str) -> None:
    """Record every translated string of LOCALE that has no state yet as a draft."""
    marked = states.mark_drafts(locale, folder(), _banks(), datetime.now(UTC).date().isoformat())
    click.echo(f"{len(marked)} strings marked as draft")


@translations.command("check")
@click.pass_context
def translations_check(ctx: click.Context) -> None:
    """Say what a translator must mend."""
    found = [f"{tag}: {problem}" for tag in LOCALES for problem in checks.problems(tag, folder(), _banks())]
    click.echo("\n".join(found) or "no problems")
    ctx.exit(1 if found else 0)


@main.group()
def desk() -> None:
    """The case worker's desk."""


@desk.command("user")
@_HOME
@click.argument("user")
@click.password_option()
def desk_user(home: Path, user: str, password: str) -> None:
    """Let another case worker log in, or give one a new password."""
    commands.add_user(home, user, password)


@desk.command("serve")
@_HOME
@click.option("--port", default=run.DESK_PORT, show_default=True, help="Listen on this port.")
def desk_serve(home: Path, port: int) -> None:
    """Serve the desk in HOME on this machine only."""
    now = datetime.now(UTC)
    if said := trust_text.warning(trusting.believed(home, now), now):
        click.echo(said)
    commands.serve(home, port)


@desk.command("receipts")
@_HOME
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--by", required=True, help="The user of the desk who answers for it.")
def desk_receipts(home: Path, folder: Path, by: str) -> None:
    """Put a receipt for each kiosk in FOLDER (the stick): what arrived at the desk in HOME can be deleted there."""
    click.echo(f"{kiosk_commands.write_receipts(home, folder, by)} receipts written and read back")


for each in trust_commands.DESK:
    desk.add_command(each)
main.add_command(trust_commands.keys_group)


@desk.command("import")
@_HOME
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--by", required=True, help="The user of the desk who answers for it.")
@click.option("--seconds", default=600, show_default=True, help="Begin no further file after this time.")
def desk_import(home: Path, folder: Path, by: str, seconds: int) -> None:
    """Take in every bundle in FOLDER, such as a stick, at the desk in HOME."""
    for line in taking_in.take_in(home, folder, by, seconds):
        click.echo(line)


@main.group()
def bundle() -> None:
    """Bundles from a kiosk."""


@bundle.command("inspect")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--desk", "home", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Open it there.")
@click.pass_context
def bundle_inspect(ctx: click.Context, file: Path, home: Path | None) -> None:
    """Say step by step what is right and wrong with FILE, but nothing of what is in it; fail where it is refused."""
    lines, acceptable = inspecting.inspect(file, home)
    click.echo("\n".join(lines))
    ctx.exit(0 if acceptable else 1)


@main.group()
def audit() -> None:
    """The logs of who did what, when: never an answer, a name or a code."""


@audit.command("verify")
@_HOME
@click.option("--anchors", type=click.Path(exists=True, path_type=Path), help="What `audit anchors` printed.")
@click.pass_context
def audit_verify(ctx: click.Context, home: Path, anchors: Path | None) -> None:
    """Check the log of the kiosk or desk in HOME, entry by entry; fail at the first that was changed."""
    lines, whole = auditing.verify(home, anchors)
    click.echo("\n".join(lines))
    ctx.exit(0 if whole else 1)


@audit.command("anchors")
@_HOME
def audit_anchors(home: Path) -> None:
    """Print what the bundles at the desk in HOME say about the logs of their kiosks."""
    click.echo(auditing.anchors(home))


@main.command()
@_HOME
@click.argument("bank")
@click.option("--write", is_flag=True, help="Keep the new scores; without it they are only listed.")
@click.option("--reason", default="", help="Why the scores change: it stands on the page of each sitting.")
@click.option("--by", default="", help="The user of the desk who answers for the new scores.")
@click.option("--json", "as_json", is_flag=True, help="Print one object of JSON.")
def rescore(home: Path, bank: str, write: bool, reason: str, by: str, as_json: bool) -> None:
    """List whose scores at the desk in HOME change with BANK (a name or a folder), and why."""
    click.echo(rescore_text.run(home, bank, (reason, by) if write else None, as_json=as_json))


main.add_command(analysis.score)
main.add_command(analysis.simulate)


@main.command()
def assets() -> None:
    """Build the front-end parts from node_modules."""
    asset_files.main()


@main.command()
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Keep everything in this folder.")
@click.option("--kiosk-port", default=run.KIOSK_PORT, show_default=True, help="The kiosk's port.")
@click.option("--desk-port", default=run.DESK_PORT, show_default=True, help="The desk's port.")
@click.option("--journey", metavar="LOCALE", help="Send a scripted candidate through, in this language, and stop.")
@click.option("--seed", default=1, show_default=True, help="Another number, another candidate.")
@click.option("--json", "as_json", is_flag=True, help="End the journey with one line of JSON.")
@click.pass_context
def demo(  # noqa: PLR0913  # one for each option
    ctx: click.Context,
    data: Path | None,
    kiosk_port: int,
    desk_port: int,
    journey: str | None,
    seed: int,
    as_json: bool,
) -> None:
    """Run kiosk and desk with demo keys on this machine only."""
    if journey is None:
        run.stay(data, (kiosk_port, desk_port), click.echo)
        return
    done = run.journey(data, journey, seed)
    click.echo(done.json() if as_json else f"{done.levels}, {done.responses} responses, verified: {done.verified}")
    ctx.exit(0 if done.held else 1)
