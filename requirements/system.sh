#!/bin/sh
# Install the Debian packages named, where they are missing: requirements/system.sh nodejs npm

present() {
    case $1 in
        python3-venv) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
        nodejs) command -v node >/dev/null ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

missing=
for package; do present "$package" || missing="$missing $package"; done
[ -n "$missing" ] || exit 0

as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
install="$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends$missing"
echo "Installing from Debian:$missing"
# the first try fails where the package lists are absent or old
$install >/dev/null 2>&1 || { $as_root apt-get update && $install; }

still=
for package in $missing; do present "$package" || still="$still $package"; done
[ -n "$still" ] || exit 0
echo "Could not install:$still" >&2
echo "Install by hand, then run make again: ${as_root:+sudo }apt-get install --no-install-recommends$still" >&2
exit 1
