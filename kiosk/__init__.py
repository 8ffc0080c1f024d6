"""The candidate's app and its cage: everything specific to the untrusted device."""
