"""A demo of the whole: kiosk and desk as processes with demo keys, and a scripted candidate and case worker."""
