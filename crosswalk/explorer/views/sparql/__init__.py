"""Ask in SPARQL."""
