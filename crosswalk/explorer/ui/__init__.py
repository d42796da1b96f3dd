"""What the views share: names, links, tables, cards, charts, and the state in the address."""
