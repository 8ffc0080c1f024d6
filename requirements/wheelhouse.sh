#!/bin/sh
# Gather what a laptop without network needs: requirements/wheelhouse.sh FOLDER PIP
# Every file is named in requirements.txt by its hash, our own wheel too; install.sh refuses any other.
set -eu
folder=$1 pip=$2
cd "$(dirname "$0")/.."

rm -rf "$folder"
mkdir -p "$folder"
"$pip" download --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-deps \
    --requirement requirements/runtime.txt --dest "$folder"
# the same commit gives the same bytes
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) "$pip" wheel --quiet --disable-pip-version-check --no-deps \
    --no-build-isolation --wheel-dir "$folder" .
ours=$(ls "$folder"/assessment_kiosk-*.whl)
version=$(basename "$ours" | cut -d- -f2)
cp requirements/runtime.txt "$folder/requirements.txt"
echo "assessment-kiosk==$version --hash=sha256:$(sha256sum "$ours" | cut -d' ' -f1)" >> "$folder/requirements.txt"
cp kiosk/install.sh "$folder/"
(cd "$folder" && sha256sum -- *) | sha256sum | cut -d' ' -f1 > "$folder.sha256"
echo "$folder: $(ls "$folder"/*.whl | wc -l) wheels, $(du -sm "$folder" | cut -f1) MB; compare on the laptop: $(cat "$folder.sha256")"
