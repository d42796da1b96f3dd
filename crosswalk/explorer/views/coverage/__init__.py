"""Coverage of one document by the others."""
