"""The parts of the sample-county builder (see ``scripts/build_sample.py``)."""
