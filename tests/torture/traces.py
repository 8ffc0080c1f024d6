"""Looking for words wherever they may have been left: in files and in the memory of processes, however written."""

import base64
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

CHUNK = 16 * 1024 * 1024
LONGEST = 4096  # bytes of a trace, in whatever form


def forms(words: str) -> dict[str, bytes]:
    """*words* as they may stand in a file: in three encodings, in base64, percent-encoded and in JSON."""
    data = words.encode()
    escaped = json.dumps(words)[1:-1].encode()
    found = {"utf-8": data, "utf-16le": words.encode("utf-16-le"), "utf-16be": words.encode("utf-16-be")}
    found |= {f"base64+{shift}": _base64(data, shift) for shift in range(3)}
    found |= {f"base64url+{shift}": _base64(data, shift).translate(_TO_URL) for shift in range(3)}
    found |= {"percent": quote(words, safe="").encode(), "percent small": _small(quote(words, safe="")).encode()}
    found |= {"json": escaped, "json large": _large(escaped.decode()).encode()}
    return {name: form for form, name in {form: name for name, form in reversed(found.items())}.items()}


_TO_URL = bytes.maketrans(b"+/", b"-_")


def _base64(data: bytes, shift: int) -> bytes:
    """The characters of base64 that *data* alone decides where *shift* bytes stand before it."""
    whole = base64.b64encode(b"\0" * shift + data)
    return whole[(8 * shift + 5) // 6 : (8 * (shift + len(data))) // 6]


def _small(text: str) -> str:
    return re.sub(r"%[0-9A-F]{2}", lambda found: found[0].lower(), text)


def _large(text: str) -> str:
    return re.sub(r"\\u[0-9a-f]{4}", lambda found: "\\u" + found[0][2:].upper(), text)


@dataclass(slots=True)
class Sought:
    """What is looked for: *traces*, bytes by the name of what they belong to."""

    traces: dict[str, bytes] = field(default_factory=dict)

    def words(self, name: str, words: str) -> None:
        """Look for *words* in every form."""
        for form, data in forms(words).items():
            self.traces.setdefault(f"{name} ({form})", data)

    def secret(self, name: str, data: bytes) -> None:
        """Look for the bytes *data*."""
        self.traces[name] = data

    def among(self, blocks: Iterable[bytes]) -> Counter[str]:
        """How often each trace occurs in *blocks*, which follow one another."""
        found: Counter[str] = Counter()
        names = {data: name for name, data in reversed(self.traces.items())}
        for block in blocks:
            found.update({name: count for data, name in names.items() if (count := block.count(data))})
        return found


def files(folder: Path) -> Iterator[Path]:
    """Every regular file in *folder*, however deep."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def in_folder(sought: Sought, folder: Path) -> Counter[str]:
    """What of *sought* is in the files of *folder*, and in their names."""
    found: Counter[str] = Counter()
    for path in files(folder):
        here = sought.among([str(path).encode(), path.read_bytes()])
        found.update({f"{name} in {path.relative_to(folder)}": count for name, count in here.items()})
    return found


def in_memory(sought: Sought, process: int) -> Counter[str]:
    """What of *sought* is in the memory of *process*: everything that it could read itself."""
    return sought.among(memory(process))


def memory(process: int) -> Iterator[bytes]:
    """The readable memory of *process*, in blocks."""
    maps = Path(f"/proc/{process}/maps").read_text("ascii", "replace").splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as mem:
        for line in maps:
            place, rights, *rest = line.split()
            if rights[0] != "r" or rest[-1] in ("[vvar]", "[vsyscall]"):
                continue
            start, end = (int(each, 16) for each in place.split("-"))
            yield from _blocks(mem, start, end)


def _blocks(mem: object, start: int, end: int) -> Iterator[bytes]:
    """From *start* to *end*, overlapping so that no trace falls between two blocks."""
    while start < end:
        try:
            mem.seek(start)  # type: ignore[attr-defined]
            yield mem.read(min(CHUNK, end - start))  # type: ignore[attr-defined]
        except OSError:  # a page that is mapped and not there
            return
        start += CHUNK if end - start <= CHUNK else CHUNK - LONGEST
