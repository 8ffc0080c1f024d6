"""What it means: from responses to estimates, levels and a profile. Pure."""
