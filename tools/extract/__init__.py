"""The published sources that files of this repository come from, one module each; see ``python -m tools.extract``."""
