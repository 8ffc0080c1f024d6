"""Compiled templates, kept in memory: a process that is forked off finds them there and need not compile again."""

from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache


class InMemory(BytecodeCache):
    """Compiled templates by key, each with the checksum of the source that it was made of."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give *bucket* its code where it is kept."""
        if (kept := self._kept.get(bucket.key)) and kept[0] == bucket.checksum:
            bucket.code = kept[1]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of *bucket*."""
        if bucket.code is not None:
            self._kept[bucket.key] = (bucket.checksum, bucket.code)


TEMPLATES = InMemory()
