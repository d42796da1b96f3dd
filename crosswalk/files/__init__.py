"""The contents of the hand-edited files as typed values, the faults found while reading them, and safe text readers."""
