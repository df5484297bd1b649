#!/usr/bin/env bash
# Runs one example: builds it when a source is newer than its jar, passes the arguments on and exits with
# the program's code. Used by the `run` script of every example:
#   launch.sh EXAMPLE_FOLDER MAIN_CLASS [ARG ...]
# JAVA_HOME chooses the JDK, JAVA_OPTS adds options for the JVM.
set -euo pipefail
examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$examples")
example=$1
main=$2
shift 2

target="$examples/$example/target"
built="$target/built"
if [ ! -f "$built" ] ||
  [ -n "$(find "$root" -newer "$built" \( -path '*/src/main/*' -o -name pom.xml \) -type f \
    ! -path '*/target/*' -print -quit)" ]; then
  echo "Building $example ..." >&2
  (cd "$root" && mvn -B -q -Pquick -Dmaven.test.skip -pl "flts-examples/$example" -am package) >&2
  touch "$built"
fi
java=java
if [ -n "${JAVA_HOME:-}" ]; then java="$JAVA_HOME/bin/java"; fi
# shellcheck disable=SC2086 # JAVA_OPTS is a list of options
exec "$java" ${JAVA_OPTS:-} -cp "$target/classes:$target/lib/*" "$main" "$@"
