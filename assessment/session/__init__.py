"""What happened: a sitting as events, and what comes next. Pure."""
