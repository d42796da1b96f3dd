"""What is joined to a provision or document."""
