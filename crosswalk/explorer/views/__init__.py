"""The views of the explorer: one module or one folder each."""
