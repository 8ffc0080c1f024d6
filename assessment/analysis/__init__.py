"""What the data teach: scores for a table of responses, and how a bank would measure simulated candidates."""
