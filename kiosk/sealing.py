"""Contents into what leaves the kiosk: a bundle for the outbox and, beside it, what can be printed."""

import logging
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from secrets import token_bytes

from assessment.bundle import reduced, seal
from assessment.bundle.contents import Contents
from assessment.bundle.errors import BundleError
from assessment.bundle.paper import seal_paper
from assessment.storage import departures, outbox
from assessment.storage.outbox import ExportFailed
from assessment.storage.sessions import NotStored, Outgoing, SessionStore
from kiosk.contents import Identity

_log = logging.getLogger("kiosk")


def bundle(made: Contents, identity: Identity) -> Outgoing:
    """*made* signed by this kiosk and encrypted to its desk, under a name that says nothing."""
    sealed = seal.seal(made, identity.device_key, identity.recipient.jwk)
    name = seal.file_name(token_bytes(16))
    return Outgoing(made.sequence, made.bundle_id, name, sealed.data, sealed.digest, sealed.jws_digest)


def on_paper(made: Contents, digest: str, identity: Identity) -> bytes:
    """What can be printed of *made*, the token of which has *digest*; b"" for contents that do not fit on paper."""
    try:
        return seal_paper(reduced.of(made, digest), identity.device_key, identity.recipient.jwk)
    except BundleError as error:
        _log.warning("a bundle was sealed without paper (%s)", error.code)  # the stick has all of it
        return b""


def carry(store: SessionStore, outgoing: Outgoing, stick: Path, session_id: str, now: datetime) -> None:
    """Bring *outgoing* to the *stick*; where that fails it is the operator's worry, and not the candidate's."""
    try:
        departures.note_leaving(store, [outgoing.sequence], now)
        outbox.export([outgoing], stick)
    except (ExportFailed, NotStored):
        with suppress(NotStored):  # the session ended well, whatever comes of this line
            store.audit("export_failed", session_id, now)  # `kiosk export` tries again
