"""What is asked: item banks as values. Pure: no disk, no clock, no web."""
