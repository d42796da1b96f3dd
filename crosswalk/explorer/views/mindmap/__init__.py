"""What every document asks about one principle."""
