"""What helps to keep the data: extraction of sources, hashes, prefix maps, agreement, screenshots, the lock file."""
