"""A sealed token cut into numbered texts for QR codes, and put together again in any order.

Each text is `AB1:<id>:<number>/<count>:<base45>` and fills one code of version 20, level M: 970 alphanumeric signs.
"""

import base64
import re
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import ClassVar

import base45  # type: ignore[import-untyped]  # annotated, but without a py.typed marker

QR_VERSION = 20
SIGNS = 970  # what a code of version 20 holds at level M (ISO/IEC 18004, table 7)
MOST = 9  # one digit for the number and one for the count

_FRAME = re.compile(r"AB1:([A-Z2-7]{4}):([1-9])/([1-9]):([0-9A-Z $%*+./:-]+)")
_HEADER = len("AB1:AAAA:1/9:")
_CHECK = 4  # bytes of the digest in front of the token
SHARE = (SIGNS - _HEADER) // 3 * 2  # bytes in one code: base45 makes three signs of two bytes


class FrameError(Exception):
    """The codes do not make a token; whoever reads them reads again."""

    code: ClassVar[str] = "frame"


class NotAFrame(FrameError):
    """The code was not made by a kiosk for paper."""

    code = "not_a_frame"


class OtherPage(FrameError):
    """The code belongs to another page than the codes before it."""

    code = "other_page"


class MixedFrames(FrameError):
    """The codes carry one name but were not made together, or one of them was read wrongly."""

    code = "mixed_frames"


@dataclass(frozen=True, slots=True)
class Frame:
    """One code: the *number* of it among *count*, the name of the token that they make together, and its *share*."""

    name: str
    number: int
    count: int
    share: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """The codes of one page that were read so far, by number."""

    frames: dict[int, Frame] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many codes there are; 0 while none was read."""
        return next((frame.count for frame in self.frames.values()), 0)

    @property
    def read(self) -> tuple[int, ...]:
        """The numbers of the codes that were read."""
        return tuple(sorted(self.frames))

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the codes that were not read yet."""
        return tuple(number for number in range(1, self.count + 1) if number not in self.frames)

    @property
    def complete(self) -> bool:
        """Whether every code was read."""
        return bool(self.frames) and not self.missing


NOTHING = Reading()


def capacity(count: int) -> int:
    """How many bytes of a token *count* codes carry."""
    return count * SHARE - _CHECK


def cut(token: bytes) -> list[str]:
    """The texts of the codes for *token*, which must fill a whole number of them, at most nine."""
    count, rest = divmod(len(token) + _CHECK, SHARE)
    if rest or not 1 <= count <= MOST:
        raise ValueError(f"found a token of {len(token)} bytes, expected one that fills 1 to {MOST} codes")
    digest = sha256(token).digest()
    data = digest[-_CHECK:] + token
    shares = (data[at : at + SHARE] for at in range(0, len(data), SHARE))
    return [text(Frame(_name(digest), number, count, share)) for number, share in enumerate(shares, start=1)]


def text(frame: Frame) -> str:
    """What the code of *frame* says."""
    return f"AB1:{frame.name}:{frame.number}/{frame.count}:{base45.b45encode(frame.share).decode('ascii')}"


def add(reading: Reading, said: str) -> Reading:
    """*reading* with the code that says *said*; a code that was read before changes nothing.

    Raises NotAFrame, OtherPage or MixedFrames, and *reading* stays as it was.
    """
    frame = parse(said)
    for known in reading.frames.values():
        if (known.name, known.count) != (frame.name, frame.count):
            raise OtherPage(f"found a code of {frame.name}, expected one of {known.name}")
    if reading.frames.get(frame.number, frame) != frame:
        raise MixedFrames(f"found two different codes {frame.number} of {frame.count}")
    return replace(reading, frames={**reading.frames, frame.number: frame})


def parse(said: str) -> Frame:
    """The code that says *said*; NotAFrame where it is none of ours."""
    found = _FRAME.fullmatch(said)
    if not found:
        raise NotAFrame(f"found a text of {len(said)} signs that does not have the form of a code")
    name, number, count, written = found[1], int(found[2]), int(found[3]), found[4]
    if number > count:
        raise NotAFrame(f"found the number {number} of {count}")
    return Frame(name, number, count, _share(written))


def join(reading: Reading) -> bytes:
    """The token of a complete *reading*; MixedFrames where its codes were not made together."""
    if not reading.complete:
        raise ValueError(f"found {len(reading.frames)} codes, expected {reading.count or 'some'}")
    data = b"".join(reading.frames[number].share for number in reading.read)
    check, token = data[:_CHECK], data[_CHECK:]
    digest = sha256(token).digest()
    if check != digest[-_CHECK:] or reading.frames[1].name != _name(digest):
        raise MixedFrames("found codes that do not fit together")
    return token


def _name(digest: bytes) -> str:
    return base64.b32encode(digest)[:4].decode("ascii")


def _share(written: str) -> bytes:
    """The bytes of one code, if *written* is the one way to write them and there are as many as a code has."""
    try:
        share: bytes = base45.b45decode(written)
    except ValueError as error:
        raise NotAFrame("found signs that are not base45") from error
    if len(share) != SHARE or base45.b45encode(share).decode("ascii") != written:
        raise NotAFrame(f"found {len(share)} bytes, expected {SHARE}")
    return share
