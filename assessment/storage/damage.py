"""What is damaged in a kiosk's database, in words that name nobody: slip numbers and bundle numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Damage:
    """*sessions* by slip number, *bundles* by their number, *audit* the first entry that does not follow, and *file*,
    what SQLite says of the file as a whole; *numbering* where it is not known which number the next bundle gets."""

    sessions: tuple[str, ...] = ()
    bundles: tuple[int, ...] = ()
    audit: int | None = None
    numbering: bool = False
    file: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self != Damage()
