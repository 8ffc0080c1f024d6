"""What both apps share: the shell around every page, and the single way an item is shown."""
