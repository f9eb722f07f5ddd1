#!/usr/bin/env bash
# What a visitor's browser feels: largest contentful paints on a slow processor, turning pages, live ticks. Builds what it
# needs; five minutes. Takes the browser that the tests take.
#
#   bench/pages.sh [visits of each page] [turned pages] [live signals]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false package
mvn -q dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/test-classpath.txt
exec java -cp "target/classes:target/test-classes:target/browser-driver/driver-bundle.jar:$(cat target/test-classpath.txt)" \
  bench/Pages.java "$@"
