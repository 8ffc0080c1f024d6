"""How properties are tried: few enough examples to run on every save, and no clock, because machines are busy."""

from hypothesis import settings

settings.register_profile("quick", max_examples=25, deadline=None)
settings.load_profile("quick")
