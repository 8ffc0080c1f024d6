"""A process of its own that looks for QR codes in pictures from outside: it may read them, and nothing else.

Run as a script, without the rest of the program: pictures come in by standard input, the texts of codes go out by
standard output, each message after its length. A picture that kills it kills nothing else.
"""

import json
import resource
import signal
import sys
from io import BytesIO
from typing import BinaryIO

import zxingcpp
from PIL import Image

LENGTH = 4  # bytes in front of each message
MEMORY = 1024 * 1024 * 1024  # bytes
SECONDS = 15  # for one picture
MOST_PIXELS = 50_000_000
MOST_CODES = 20
_ENOUGH = (4000, 4000)  # a JPEG that is much larger is decoded at half its size or less
_LONGEST = 2000  # signs in one code
_FORMATS = zxingcpp.barcode_formats_from_str("QRCode")


def main() -> None:
    """Look at pictures until there are no more."""
    _give_everything_up()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while size := source.read(LENGTH):
        picture = source.read(int.from_bytes(size))
        signal.alarm(SECONDS)
        said = json.dumps(texts(picture)).encode("ascii")
        signal.alarm(0)
        _send(target, said)


def _send(target: BinaryIO, message: bytes) -> None:
    target.write(len(message).to_bytes(LENGTH) + message)
    target.flush()


def _give_everything_up() -> None:
    """No file, no process, no core and little memory from here on; Pillow loads what it may need before that."""
    Image.init()
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_NOFILE, 3),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (most, most))


def texts(picture: bytes) -> list[str]:
    """What the QR codes in *picture* say, a JPEG or PNG of at most 50 million pixels; nothing for any other file."""
    try:
        with Image.open(BytesIO(picture), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MOST_PIXELS:
                return []
            image.draft("L", _ENOUGH)
            grey = image.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError):  # Pillow on damaged files
        return []
    found = zxingcpp.read_barcodes(grey, formats=_FORMATS, text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in found if len(code.text) <= _LONGEST][:MOST_CODES]


if __name__ == "__main__":
    main()
