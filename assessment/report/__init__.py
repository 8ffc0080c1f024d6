"""Everything for paper, and the words in which a profile is told to people."""
