"""What the hand-edited files contain: typed values, the faults found while reading them, and safe readers of text."""
