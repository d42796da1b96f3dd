"""The standards bodies' work."""
