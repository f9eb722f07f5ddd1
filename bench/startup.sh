#!/usr/bin/env bash
# Warm start of the thin jar with lib/ next to a fat jar of the same classes: from the call to the first 200 of
# /health/ready, in turn, on one data folder.
#
#   bench/startup.sh [runs] [data folder]     needs target/signalroom.jar, curl, unzip, zip
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
data=${2:-$(mktemp -d)}
fat=target/bench-fat
port=18765

if [ ! -f "$fat/fat.jar" ]; then
  rm -rf "$fat" && mkdir -p "$fat/all" "$fat/services"
  for jar in target/lib/*.jar target/signalroom.jar; do
    rm -rf "$fat/one" && mkdir "$fat/one" && unzip -qo "$jar" -d "$fat/one"
    if [ -d "$fat/one/META-INF/services" ]; then
      for s in "$fat"/one/META-INF/services/*; do
        [ -f "$s" ] && { cat "$s"; echo; } >> "$fat/services/$(basename "$s")"
      done
    fi
    cp -r "$fat/one/." "$fat/all/"
  done
  mkdir -p "$fat/all/META-INF/services" && cp "$fat"/services/* "$fat/all/META-INF/services/"
  rm -f "$fat"/all/META-INF/*.SF "$fat"/all/META-INF/*.RSA "$fat"/all/META-INF/*.DSA "$fat/all/module-info.class"
  printf 'Main-Class: io.signalroom.Main\nMulti-Release: true\nEnable-Native-Access: ALL-UNNAMED\n' > "$fat/manifest"
  rm -f "$fat/all/META-INF/MANIFEST.MF"
  (cd "$fat" && jar cfm fat.jar manifest -C all .)
fi

start() {
  local began ended pid
  began=$(date +%s%N)
  DATA_DIR=$data HTTP_PORT=$port MANAGEMENT_PORT=0 DEMO_POSTS=0 TELEGRAM_MOCK_MODE=false java -jar "$1" > "$fat/log" 2>&1 &
  pid=$!
  for _ in $(seq 3000); do curl -sf "http://127.0.0.1:$port/health/ready" > /dev/null && break; sleep 0.01; done
  ended=$(date +%s%N)
  kill -TERM $pid && wait $pid || true
  echo $(( (ended - began) / 1000000 ))
}

start target/signalroom.jar > /dev/null
thin=() big=()
for _ in $(seq "$runs"); do
  thin+=("$(start target/signalroom.jar)")
  big+=("$(start "$fat/fat.jar")")
done
echo "thin jar with lib/: ${thin[*]} ms"
echo "fat jar:            ${big[*]} ms"
