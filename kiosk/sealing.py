"""Contents into a bundle that can wait in the outbox."""

from secrets import token_bytes

from assessment.bundle import seal
from assessment.bundle.contents import Contents
from assessment.storage.kiosk_rows import Outgoing
from kiosk.contents import Identity


def sealed(made: Contents, identity: Identity) -> Outgoing:
    """The bundle that says what *made* says, under a name that says nothing."""
    found = seal.seal(made, identity.device_key, identity.recipient.jwk)
    name = seal.file_name(token_bytes(16))
    return Outgoing(made.sequence, made.bundle_id, name, found.data, found.digest, found.jws_digest)
