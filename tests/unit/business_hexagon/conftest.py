"""Settings of the property tests."""

from hypothesis import settings

# A deadline for each example would measure how busy the machine is, not how good the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
