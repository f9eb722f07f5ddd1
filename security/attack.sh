#!/usr/bin/env bash
# Attacks the real program on loopback, with Debian's slowhttptest and sqlmap: slow heads, slow bodies, slow readers, and
# SQL in every parameter. Fails if health or a list of signals was away for a moment, or if anything can be injected.
# Needs target/signalroom.jar (`mvn -Pattack` builds it first), and root to install what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

LONGEST=60          # seconds of one attack
CONNECTIONS=1000
PATIENCE=2          # seconds until the server counts as away

need() {
  command -v "$1" >/dev/null 2>&1 && return 0
  echo "installing $1"
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "$1"
}

free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

need curl
need slowhttptest
need sqlmap

work=$(mktemp -d)
server=
watcher=
finish() {
  [ -z "$watcher" ] || kill "$watcher" 2>/dev/null || true
  [ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server" || true; }
  rm -rf "$work"
}
trap finish EXIT

# sqlmap comes from a new address each time, so that no limit of an address hides what it would find.
export DATA_DIR="$work/data" HTTP_PORT MANAGEMENT_PORT MARKET_FEED=none DEMO_POSTS=200 TELEGRAM_MOCK_MODE=false \
  RATE_PER_MINUTE=10000000 TRUSTED_PROXIES=127.0.0.1
HTTP_PORT=$(free_port)
MANAGEMENT_PORT=$(free_port)
site="http://127.0.0.1:$HTTP_PORT"
api="$site/api/v1"
health="http://127.0.0.1:$MANAGEMENT_PORT/health/ready"

available() {
  curl -sf -o "$work/answer" -m "$PATIENCE" "$health" && curl -sf -o "$work/answer" -m "$PATIENCE" "$api/signals?limit=5"
}

java -jar target/signalroom.jar serve >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 120); do
  available && break
  kill -0 "$server" 2>/dev/null || { cat "$work/server.log"; exit 1; }
  sleep 0.5
done
available || { echo "the server did not start"; cat "$work/server.log"; exit 1; }
token=$(java -jar target/signalroom.jar token --scope write 2>/dev/null)

watch_it() {
  while sleep 0.25; do
    if available; then echo up; else echo "away at $(date +%T)"; fi >>"$work/seen"
  done
}
watch_it &
watcher=$!

slowly() {
  echo "== slowhttptest at $1"
  shift
  timeout "$((LONGEST + 10))" slowhttptest -c "$CONNECTIONS" -l 40 -p "$PATIENCE" "$@" >"$work/slow" 2>&1 || true
  sed 's/\x1b\[[0-9;]*[A-Za-z]//g' "$work/slow" | grep -aE 'service available|Exit status|Test ended' | tail -n 3
}

# What sqlmap says of a way in; what it only suspects counts too if there was no time to see that it is none.
FOUND="identified the following injection|is vulnerable"
SUSPECTED="appears to be '.*' injectable"

inject() {
  echo "== sqlmap at $1"
  shift
  local status=0 bad=$FOUND
  timeout "$LONGEST" sqlmap --batch --disable-coloring --flush-session --output-dir="$work/sqlmap" --dbms=PostgreSQL \
    --tamper=xforwardedfor --level=3 --risk=2 --skip=user-agent,referer,host --threads=4 --timeout=5 --retries=0 \
    --ignore-code=401 "$@" >"$work/found" 2>&1 || status=$?
  if [ "$status" -eq 124 ]; then
    echo "   stopped after $LONGEST s"
    bad="$FOUND|$SUSPECTED"
  fi
  grep -aE "all tested parameters|[0-9]+ times|$bad" "$work/found" | cut -c1-120 | sed 's/^/   /' || true
  grep -aqE 'testing .*parameter' "$work/found" || { echo "sqlmap tested nothing:"; cat "$work/found"; exit 1; }
  if grep -aqE "$bad" "$work/found"; then
    echo "sqlmap found a way in"
    exit 1
  fi
}

slowly "slow heads" -H -r 200 -i 5 -x 24 -u "$api/signals"
slowly "slow bodies" -B -r 200 -i 5 -s 4096 -x 24 -t POST -f application/json -u "$api/parse"
# Fewer a second: each asks for much, and the limit of an address, which would slow a flood down, is off.
slowly "slow readers" -X -r 50 -w 10 -y 20 -n 5 -z 32 -u "$api/signals?limit=200"

# A cursor as the program gives it, since with any other all is refused.
next() { curl -sf -m "$PATIENCE" "$api/$1" | sed -n 's/.*"next":"\([^"]*\)".*/\1/p'; }

list='token=SOL&side=long&kind=trade_signal&channel=1&origin=demo&minConfidence=0.1&from=-9d&outcome=open&minR=-1&q=sol&limit=5'
json='Content-Type: application/json'
inject "filters of signals" -u "$api/signals?$list" -p token,side,kind,channel,origin,minConfidence,from,outcome,minR,q,limit
inject "order and pages of signals" -u "$api/signals?sort=-postedAt&cursor=$(next "signals?limit=1")&state=published&to=-1m" \
  -p sort,cursor,state,to
inject "channels" -u "$api/channels?q=a&sort=title&limit=5&cursor=$(next "channels?q=a&sort=title&limit=1")" -p q,sort,cursor,limit
inject "historical figures" -u "$api/analytics/historical?token=SOL&side=long&kind=listing&channel=1&origin=demo&from=-9d&to=-1m&bucket=day" \
  -p token,side,kind,channel,origin,from,to,bucket
inject "a signal as values" -u "$api/signals" --headers="$json\nAuthorization: Bearer $token" \
  --data='{"kind":"trade_signal","symbol":"SOL","quote":"USDT","side":"LONG","entries":["182"],"exchange":"X1"}'
inject "a signal as text" -u "$api/signals" --headers="$json\nAuthorization: Bearer $token" \
  --data='{"text":"SOL/USDT LONG entry 182 tp 191 sl 176"}'
inject "keys" -u "$api/auth/token" --headers="$json" --data='{"apiKey":"x"}'

kill "$watcher" && wait "$watcher" 2>/dev/null || true
watcher=
echo "== asked $(grep -c . "$work/seen") times, there $(grep -c up "$work/seen") times"
if grep away "$work/seen" || ! available; then
  echo "the server was not there throughout"
  exit 1
fi
if grep -aE ' ERROR ' "$work/server.log"; then
  echo "something broke in the server"
  exit 1
fi
echo "it was there throughout, and nothing could be injected"
