#!/usr/bin/env bash
# Puts the lab's images into one archive for a cache, and takes them out again. Root only: the images hold files that belong
# to many users, which the cache's own archive would neither read nor restore.
# Usage: lab-images.sh pack|unpack ARCHIVE [FOLDER], where FOLDER is the lab's cache (see src/lab/paths.ts).
set -euo pipefail

action=${1:?pack or unpack} archive=${2:?path of the archive}
# Not $HOME: sudo may leave that of the user who called it.
home=$(getent passwd "$EUID" | cut -d: -f6)
folder=${3:-${XDG_CACHE_HOME:-$home/.cache}/stanzabox/lab}
keep=(--numeric-owner --xattrs --xattrs-include='*' --acls)

case $action in
  pack)
    if [ ! -d "$folder/images" ]; then
      echo "There is no $folder/images: the lab has not made any images yet."
      exit 0
    fi
    tar --create --file "$archive" --directory "$folder" --sparse --exclude='*.lock' "${keep[@]}" images
    ;;
  unpack)
    mkdir -p "$folder"
    tar --extract --file "$archive" --directory "$folder" --same-owner --preserve-permissions "${keep[@]}"
    ;;
  *)
    echo "\"$action\" is not an action. Use pack or unpack." >&2
    exit 2
    ;;
esac
