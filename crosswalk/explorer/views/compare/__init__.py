"""Compare two documents."""
