"""`python -m kiosk`, the same as the command `kiosk`."""

from kiosk.cli import main

main()
