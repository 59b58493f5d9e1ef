#!/usr/bin/env bash
# Superuser steps: creates the three databases and runs each service's bootstrap.sql in its own, with the passwords of its login roles from
# the environment. Harmless to repeat; repeating with other passwords changes them.
#
#   PGHOST, PGUSER, PGPASSWORD  the cluster and its superuser
#   SQL                         folder with consent.sql, preference.sql, audit.sql (each service's src/main/database/bootstrap.sql)
#   <ROLE>_PASSWORD             e.g. LUPA_CONSENT_APP_PASSWORD, for each ${lupa_….password} in those files
set -euo pipefail

# Fills the places for passwords; a place without a password, or a password that could end the SQL literal, stops everything.
fill() { # file
  local text place variable password
  text="$(cat "$1")"
  while [[ "$text" =~ \$\{([a-z_]+)\.password\} ]]; do
    place="${BASH_REMATCH[0]}"
    variable="$(tr '[:lower:]' '[:upper:]' <<<"${BASH_REMATCH[1]}")_PASSWORD"
    password="${!variable:-}"
    if [ -z "$password" ]; then echo "$variable is not set" >&2; return 1; fi
    if [[ ! "$password" =~ ^[A-Za-z0-9_-]{24,}$ ]]; then
      echo "$variable must be at least 24 characters of A-Z a-z 0-9 _ -" >&2; return 1
    fi
    text="${text//"$place"/"$password"}"
  done
  printf '%s\n' "$text"
}

if [ "${1:-}" = --print ]; then fill "$2"; exit; fi

for database in consent preference audit; do
  sql="$(fill "$SQL/$database.sql")"
  if [ -z "$(psql -XtAc "SELECT 1 FROM pg_database WHERE datname = '$database'" postgres)" ]; then
    psql -Xqc "CREATE DATABASE $database" postgres
  fi
  # By standard input: a password on the command line could be seen in the list of processes.
  psql -Xq -v ON_ERROR_STOP=1 "$database" <<<"$sql"
  echo "database $database is prepared"
done
