"""The profiles of hypothesis. They hold for every test that takes `given` from here, also when it is run alone.

`HYPOTHESIS_PROFILE=nightly` tries 10,000 examples of each property; `usual` tries 40, always the same ones, and without
a profile the same few are tried.
"""

import os

from hypothesis import HealthCheck, Phase, given, settings

__all__ = ["BUSY", "given"]

BUSY = (HealthCheck.too_slow, HealthCheck.data_too_large)
"""The checks of hypothesis by which a busy machine would fail a test."""

_PHASES = (Phase.explicit, Phase.generate, Phase.shrink)  # the phase that explains a failure takes minutes

settings.register_profile(
    "usual",
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    phases=_PHASES,
    suppress_health_check=BUSY,
)
settings.register_profile("quick", settings.get_profile("usual"), max_examples=12)
settings.register_profile("nightly", settings.get_profile("usual"), max_examples=10_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
