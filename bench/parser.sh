#!/usr/bin/env bash
# The parser under JMH: messages a second and bytes allocated for each, then the slowest single call for each of the
# longest, most hostile texts. Builds what it needs; five minutes.
#
#   bench/parser.sh [posts|longest] [seconds of each round]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -DskipTests package
mvn -q -f bench/pom.xml compile exec:exec -Dbench.arguments="$*"
