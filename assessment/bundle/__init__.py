"""What leaves the kiosk: contents, sealed into bytes and read back from them."""
