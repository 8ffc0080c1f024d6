"""What data teach about a scale: estimates for a table of responses."""
