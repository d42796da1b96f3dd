"""The commands of the design's §7: one module each, with a click command called `command`."""
