#!/usr/bin/env bash
# Runs the recipes that differ from the commit BASE, and leaves a summary and the pull request's NUMBER in a folder.
# Usage: BASE=... NUMBER=... run-changed-recipes.sh FOLDER
set -euo pipefail

result=${1:?folder for the results}
: "${BASE:?commit that the pull request starts from}" "${NUMBER:?number of the pull request}"

mkdir -p "$result"
echo "$NUMBER" > "$result/number"
mapfile -d '' pages < <(git diff -z --name-only --diff-filter=d "$BASE...HEAD" -- 'content/recipes/*.mdx')
if [ ${#pages[@]} -eq 0 ]; then
  echo 'No recipe page is changed, only files beside one.' > "$result/comment.md"
  exit 0
fi
npm run recipe -- test --summary "$result/comment.md" "${pages[@]}"
