#!/bin/sh
# Install the program from the folder that this file lies in, without network: sh install.sh TARGET
# Every wheel must have the hash that requirements.txt names; one other byte anywhere, and nothing is installed.
set -eu
if [ $# -ne 1 ]; then
    echo "usage: sh install.sh TARGET    (a folder that does not exist yet, such as /opt/assessment)" >&2
    exit 2
fi
target=$1
here=$(cd "$(dirname "$0")" && pwd)
if [ -e "$target" ]; then
    echo "found $target, expected a folder that does not exist yet" >&2
    exit 1
fi
echo "this wheelhouse:  $(cd "$here" && sha256sum -- * | sha256sum | cut -d' ' -f1)"
echo "It must be the number that was printed where the wheelhouse was made."
python3 -m venv "$target"
# pip looks at every hash before it installs the first file
if ! "$target/bin/python" -m pip install --quiet --disable-pip-version-check --isolated --no-index --no-cache-dir \
    --require-hashes --only-binary :all: --find-links "$here" --requirement "$here/requirements.txt"; then
    rm -rf "$target"
    echo "Not installed: a file in $here is missing or is not the one that was gathered. Copy the folder again." >&2
    exit 1
fi
echo "Installed: $target/bin/kiosk"
