"""Signed and not secret: claims as a JWS of one type, read only with a key that was meant for that type."""

from collections.abc import Collection, Mapping

from joserfc import jws
from joserfc.errors import BadSignatureError

from assessment.bundle import compact, keys, schema, strict_json
from assessment.bundle.errors import BadSignature, TooLarge, UnknownDevice
from assessment.bundle.keys import Jwk
from assessment.bundle.schema import Misfit


def signed(claims: Mapping[str, object], header: Mapping[str, str], key: Jwk) -> bytes:
    """*claims* signed with the private *key* under *header*, whose `typ` says what they are."""
    named = {"alg": header["alg"], "kid": key["kid"], "typ": header["typ"]}
    data = compact.signed(named, strict_json.dumps(dict(claims)), keys.native(key)).encode("ascii")
    if len(data) > compact.LARGEST_FILE:
        raise TooLarge(f"found {len(data)} bytes, expected at most {compact.LARGEST_FILE}")
    return data


def read(data: bytes, header: Mapping[str, str], known: Collection[Jwk]) -> object:
    """The claims in *data*, signed under *header* by one of the *known* keys.

    Raises UnknownDevice for another key, BadSignature for another signer, Misfit for anything that is malformed.
    """
    if len(data) > compact.LARGEST_FILE:
        raise Misfit(f"found {len(data)} bytes, expected at most {compact.LARGEST_FILE}")
    kid = compact.header(compact.parts(data, 3)[0], header, "kid").text("kid", schema.THUMBPRINT)
    key = next((key for key in known if key["kid"] == kid), None)
    if key is None:
        raise UnknownDevice(f"found the key {kid}, which is not among the {len(known)} that may sign this")
    try:
        payload = jws.deserialize_compact(data, keys.native(key), registry=compact.SIGNATURES).payload
    except BadSignatureError as found:
        raise BadSignature(f"the signature was not made by the key {kid}") from found
    return strict_json.loads(payload, compact.LARGEST_FILE)
