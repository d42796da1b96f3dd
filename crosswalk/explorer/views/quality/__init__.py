"""Is the data sound?"""
