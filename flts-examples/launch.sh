#!/usr/bin/env bash
# Runs one example: builds it when a source is newer than its jar, passes the arguments on and exits with
# the program's code. Used by the `run` script of every example:
#   launch.sh EXAMPLE_FOLDER MAIN_CLASS [ARG ...]
# JAVA_HOME chooses the JDK, JAVA_OPTS adds options for the JVM, FLTS_PLUGIN names a further example
# whose classes join the class path, as a third party's jar would.
set -euo pipefail
examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$examples")
example=$1
main=$2
shift 2

build() {
  local built="$examples/$1/target/built"
  if [ ! -f "$built" ] ||
    [ -n "$(find "$root" -newer "$built" \( -path '*/src/main/*' -o -name pom.xml \) -type f \
      ! -path '*/target/*' -print -quit)" ]; then
    echo "Building $1 ..." >&2
    (cd "$root" && mvn -B -q -Pquick -Dmaven.test.skip -pl "flts-examples/$1" -am package) >&2
    touch "$built"
  fi
}

build "$example"
class_path="$examples/$example/target/classes:$examples/$example/target/lib/*"
if [ -n "${FLTS_PLUGIN:-}" ]; then
  build "$FLTS_PLUGIN"
  class_path="$class_path:$examples/$FLTS_PLUGIN/target/classes"
fi
java=java
if [ -n "${JAVA_HOME:-}" ]; then java="$JAVA_HOME/bin/java"; fi
# shellcheck disable=SC2086 # JAVA_OPTS is a list of options
exec "$java" ${JAVA_OPTS:-} -cp "$class_path" "$main" "$@"
