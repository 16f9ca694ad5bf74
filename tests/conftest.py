"""What every test shares: how much the generated tests try.

The default profile keeps the whole suite short. A longer search is one variable away:
`HYPOTHESIS_PROFILE=thorough make tests`.
"""

import os

from hypothesis import HealthCheck, settings

# Tests replace parts of modules, which compiled ones do not let them; `test_native.py` is about those.
os.environ.setdefault("WXLINT_NATIVE", "0")

# No deadline per example: the machine may be busy with other things, and a slow example is no wrong one.
settings.register_profile(
    "quick", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("quick"), max_examples=2000)
settings.register_profile("nightly", parent=settings.get_profile("quick"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
