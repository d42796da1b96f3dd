"""Other people's formats and ours: one reader or writer a file."""
