# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
#
# What `run` is made of: processes, requests, loads, arithmetic, the table.

# --- processes ------------------------------------------------------------------------------------

free_port() {
  local candidate
  while :; do
    candidate=$((20000 + RANDOM % 12000))
    (: <"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || break
  done
  printf '%s\n' "$candidate"
}

# serve NAME [WRAPPER [JVM_OPTIONS]]: starts Atrium under that name and waits until it is ready. Servers that take
# load are pinned to their core; those whose start is measured are not.
serve() {
  local name=$1 wrapper=${2:-} options=${3:-} pin="taskset -c $SERVER_CORE" url=
  [[ $name != start-* ]] || pin=
  [ "$name" != postgresql ] || url=$database
  port[$name]=${port[$name]:-$(free_port)}
  local command=("$root/atrium")
  # shellcheck disable=SC2206 # flags, split at blanks
  [ -z "${BENCH_JVM:-}" ] || command=("$java" $BENCH_JVM -jar "$root"/server/target/atrium-server-[0-9].[0-9].[0-9].jar)
  # shellcheck disable=SC2086 # the wrapper and the pin are commands with their arguments
  ATRIUM_ADMIN_TOKEN=$admin ATRIUM_RATE_LIMIT=off ATRIUM_MAX_RESOURCES=${MAX_RESOURCES:-100000000} ATRIUM_DATABASE=$url \
    ATRIUM_JAVA_OPTS="${BENCH_JAVA_OPTS:-} $options" \
    $pin $wrapper "${command[@]}" serve --port "${port[$name]}" --data "$work/$name" \
    >"$work/$name.log" 2>&1 </dev/null &
  pid[$name]=$!
  ready "$name"
  # strace stays the parent: the server is its child.
  [ -z "$wrapper" ] || pid[$name.child]=$(cat "/proc/${pid[$name]}/task/${pid[$name]}/children")
}

# Polls /health/ready every 5 ms without starting a process, which would take from what is measured.
ready() {
  local name=$1 line deadline=$((SECONDS + READY_WITHIN))
  while kill -0 "${pid[$name]}" 2>/dev/null && [ $SECONDS -lt $deadline ]; do
    line=
    if { exec 8<>"/dev/tcp/127.0.0.1/${port[$name]}"; } 2>/dev/null; then
      printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&8
      IFS= read -r -t 5 line <&8 || true
      exec 8>&-
    fi
    [[ $line != *" 200 "* ]] || return 0
    read -r -t 0.005 <>"$work/never" || true # a pipe that nobody writes to: sleeps, and starts no process
  done
  tail -n 20 "$work/$name.log" >&2
  fail "$name did not become ready"
}

stop() {
  local name=$1 child=${pid[$1.child]:-}
  kill "${child:-${pid[$name]}}" 2>/dev/null || true
  wait "${pid[$name]}" 2>/dev/null || true
  unset "pid[$name]" "pid[$name.child]"
}

clean_up() {
  local status=$? name
  for name in "${!pid[@]}"; do
    kill "${pid[$name]}" 2>/dev/null || true
  done
  for name in "${!pid[@]}"; do
    wait "${pid[$name]}" 2>/dev/null || true
  done
  [ -z "$cluster" ] || as_postgres "$postgres_bin/pg_ctl" -D "$cluster" -m immediate stop >/dev/null 2>&1 || true
  if [ $status -ne 0 ] && [ -n "${BENCH_KEEP:-}" ]; then
    say "kept $work"
  else
    rm -rf "$work"
  fi
}

as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

# Sets `database` to the JDBC URL of PostgreSQL, or to nothing when there is none.
start_postgresql() {
  database=${BENCH_DATABASE:-} cluster=
  [ -z "$database" ] || return 0
  local found
  for found in /usr/lib/postgresql/*/bin; do
    [ ! -x "$found/initdb" ] || postgres_bin=$found
  done
  if [ -z "${postgres_bin:-}" ]; then
    say "no PostgreSQL, so no figures of it:  apt-get install postgresql, or BENCH_DATABASE=jdbc:postgresql://…"
    return 0
  fi
  local at
  at=$(free_port)
  mkdir "$work/pg"
  [ "$(id -u)" -ne 0 ] || chown postgres "$work/pg"
  as_postgres "$postgres_bin/initdb" -D "$work/pg/data" -U bench -A trust >"$work/initdb.log" 2>&1 || fail "initdb failed"
  cluster=$work/pg/data
  as_postgres taskset -c $SERVER_CORE "$postgres_bin/pg_ctl" -D "$cluster" -w -l "$work/pg/log" \
    -o "-c listen_addresses=127.0.0.1 -c port=$at -c unix_socket_directories=" start >/dev/null ||
    fail "PostgreSQL did not start"
  database="jdbc:postgresql://127.0.0.1:$at/postgres?user=bench"
}

# The very bytes that Atrium answers, as a file.
start_nginx() {
  local name=nginx
  mkdir "$work/www" "$work/nginx"
  curl -fsS -H "Authorization: Bearer ${token[sqlite.octocat]}" "$(space_url sqlite)" -o "$work/www/space.json"
  chmod 644 "$work/www/space.json"
  port[nginx]=$(free_port)
  cat >"$work/nginx/conf" <<CONF
daemon off;
master_process off;
pid $work/nginx/pid;
error_log $work/nginx.log;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  default_type application/json;
  client_body_temp_path $work/nginx/body;
  proxy_temp_path $work/nginx/proxy;
  fastcgi_temp_path $work/nginx/fastcgi;
  uwsgi_temp_path $work/nginx/uwsgi;
  scgi_temp_path $work/nginx/scgi;
  server {
    listen 127.0.0.1:${port[nginx]};
    root $work/www;
    location /cached/ {
      alias $work/www/;
      open_file_cache max=100 inactive=1h;
      open_file_cache_valid 1h;
    }
  }
}
CONF
  taskset -c $SERVER_CORE nginx -e "$work/nginx.log" -c "$work/nginx/conf" </dev/null >/dev/null 2>&1 &
  pid[nginx]=$!
  curl -fsS --retry 20 --retry-connrefused --retry-delay 0 -o /dev/null "http://127.0.0.1:${port[$name]}/space.json"
}

# The very bytes that Atrium answers, from the memory of a bare handler of the same HTTP library and the same JVM.
start_bare() {
  mkdir "$work/bare"
  "${java}c" -d "$work/bare" -cp "$root/server/target/lib/*" "$bench/Bare.java"
  port[bare]=$(free_port)
  # shellcheck disable=SC2086 # flags, split at blanks
  taskset -c $SERVER_CORE "$java" -XX:+UseG1GC -Xms32m -Xmx1024m ${BENCH_JAVA_OPTS:-} \
    -cp "$work/bare:$root/server/target/lib/*" Bare "${port[bare]}" "$work/www/space.json" \
    >"$work/bare.log" 2>&1 </dev/null &
  pid[bare]=$!
  ready bare
}

# --- what the servers have in them ----------------------------------------------------------------

# post NAME TOKEN PATH BODY
post() {
  curl -fsS -X POST -H "Authorization: Bearer $2" -H 'Content-Type: application/json' \
    "http://127.0.0.1:${port[$1]}$3" -d "$4"
}

# user NAME LOGIN: makes the user, and sets their token.
user() {
  local answer
  post "$1" "$admin" /admin/users "{\"login\":\"$2\"}" >/dev/null
  answer=$(post "$1" "$admin" "/admin/users/$2/authorizations" '{"scopes":["repo","user","admin:org"]}')
  token[$1.$2]=$(sed -E 's/.*"token":"([^"]+)".*/\1/' <<<"$answer")
}

# populate NAME: the space of about 4 KB, as number 1, and those that the creates go to.
populate() {
  local text sources=() i
  user "$1" octocat
  printf -v text '%*s' 540 ''
  text=${text// /x}
  for i in 1 2 3 4; do
    sources+=("{\"resource_type\":\"free_text\",\"metadata\":{\"name\":\"Note $i\",\"text\":\"$text\"}}")
  done
  post "$1" "${token[$1.octocat]}" /users/octocat/copilot-spaces \
    "{\"name\":\"Release notes\",\"description\":\"How a release is made\",\"resources_attributes\":[$(
      IFS=,
      printf '%s' "${sources[*]}"
    )]}" >/dev/null
  for ((i = 0; i < SPACES; i++)); do
    printf 'next\nurl = "http://127.0.0.1:%s/users/octocat/copilot-spaces"\ndata = "{\\"name\\":\\"Notes %s\\"}"\nheader = "Authorization: Bearer %s"\nheader = "Content-Type: application/json"\nfail\nsilent\nshow-error\noutput = /dev/null\n' \
      "${port[$1]}" $i "${token[$1.octocat]}"
  done | sed 1d | curl -K - || fail "the spaces could not be made"
  post "$1" "${token[$1.octocat]}" /user/repos '{"name":"site","auto_init":true}' >/dev/null
}

# fill NAME: everything of populate, and two owners with a short and a long list, whose rows go in past the server
# (it is stopped meanwhile).
fill() {
  serve "$1"
  populate "$1"
  user "$1" monalisa
  user "$1" hubot
  stop "$1"
  local url="jdbc:sqlite:$work/$1/atrium.db"
  [ "$1" != postgresql ] || url=$database
  "$java" --enable-native-access=ALL-UNNAMED -cp "$root/server/target/lib/*" "$bench/Lists.java" seed "$url" \
    monalisa $FEW hubot "$MANY"
  serve "$1"
}

# The pages near the ends of the lists, found as a client finds them: by following Link.
find_deep_pages() {
  declare -gA deep=()
  local name login
  for name in sqlite postgresql; do
    [ -n "${port[$name]:-}" ] || continue
    for login in monalisa hubot; do
      deep[$name.$login]=$("$java" "$bench/Lists.java" deep "$(list_url $name $login)" "${token[$name.$login]}")
    done
  done
}

# The process and the address of a way to get the space.
process_of() { printf '%s' "${1%-cached}"; }
get_url() {
  case $1 in
    nginx-cached) printf 'http://127.0.0.1:%s/cached/space.json' "${port[nginx]}" ;;
    nginx | bare) printf 'http://127.0.0.1:%s/space.json' "${port[$1]}" ;;
    *) space_url "$1" ;;
  esac
}
space_url() { printf 'http://127.0.0.1:%s/users/octocat/copilot-spaces/1' "${port[$1]}"; }
repository_url() { printf 'http://127.0.0.1:%s/repos/octocat/site' "${port[$1]}"; }
list_url() { printf 'http://127.0.0.1:%s/users/%s/copilot-spaces' "${port[$1]}" "$2"; }

# --- loads ----------------------------------------------------------------------------------------

# load SECONDS CONNECTIONS URL TOKEN [WRK_OPTION…]: sets RATE (requests a second), REQUESTS, P50 and P99 (ms).
load() {
  local for=$1 connections=$2 url=$3 bearer=$4 out
  shift 4
  out=$(taskset -c $CLIENT_CORE timeout $((for + 30)) wrk -t1 -c"$connections" -d"${for}s" --latency \
    -H 'User-Agent: wrk' -H "Authorization: Bearer $bearer" "${@:1:2}" "$url" "${@:3}") || fail "wrk failed: $url"
  ! grep -q 'Non-2xx' <<<"$out" || fail "errors under load, so no figures: $url
$out"
  ! grep 'Socket errors' <<<"$out" >&2 || say "… at $url"
  read -r RATE REQUESTS P50 P99 < <(awk '
    function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t * 1000 }
    $1 == "50%" { p50 = ms($2) }
    $1 == "99%" { p99 = ms($2) }
    $2 == "requests" { n = $1 }
    $1 == "Requests/sec:" { rate = $2 }
    END { print rate, n, p50, p99 }' <<<"$out")
}

# creates SECONDS CONNECTIONS NAME
creates() {
  load "$1" "$2" "http://127.0.0.1:${port[$3]}/" "${token[$3.octocat]}" -s "$bench/create.lua" -- "$SPACES"
}

# CPU time of a process so far, in µs, at the kernel's resolution of 10 ms.
cpu_micros() {
  local fields
  read -r -a fields < <(sed 's/.*) //' "/proc/$1/stat")
  calculate "(${fields[11]} + ${fields[12]}) * 1000000 / $(getconf CLK_TCK)"
}

# --- figures --------------------------------------------------------------------------------------

calculate() { awk "BEGIN { printf \"%.4f\", $1 }"; }
sample() { samples[$1]+="$2 "; }

# The middle one; of an even number the mean of the two.
median() {
  [ -n "${samples[$1]:-}" ] || return 0
  # shellcheck disable=SC2086
  printf '%s\n' ${samples[$1]} | sort -g | awk '{ v[NR] = $1 }
    END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# ratio NUMERATOR DENOMINATOR NAME: of each round, as samples of NAME.
ratio() {
  local -a above below
  read -r -a above <<<"${samples[$1]:-}"
  read -r -a below <<<"${samples[$2]:-}"
  local i
  for i in "${!above[@]}"; do
    sample "$3" "$(calculate "${above[i]} / ${below[i]}")"
  done
}

# row WHAT VALUE FORMAT [BAR]: BAR is `>= 0.5` or the like, or nothing for a figure that stands beside.
row() {
  [ -n "$2" ] || return 0
  local verdict=
  [ -z "${4:-}" ] || verdict=$(awk "BEGIN { print ($2 $4) ? \"yes\" : \"NO\" }")
  # shellcheck disable=SC2059 # the format is ours
  table+=("$(printf "| %s | $3 | %s | %s |" "$1" "$2" "${4:-}" "$verdict")")
}

report() {
  local c name at
  for c in 1 32; do
    ratio get.sqlite.$c get.nginx.$c ratio.get.$c
    ratio get.nginx.$c.cpu get.sqlite.$c.cpu ratio.cpu.$c
    ratio get.sqlite.$c.cpu get.bare.$c.cpu ratio.bare.$c
    ratio create.sqlite.$c create.off.$c ratio.create.$c
    row "one space, $c connection(s): requests/s" "$(median get.sqlite.$c)" %.0f
    row "… nginx, the same bytes as a file: requests/s" "$(median get.nginx.$c)" %.0f
    row "… ratio to nginx" "$(median ratio.get.$c)" %.2f '>= 0.5'
    row "… p99, ms" "$(median get.sqlite.$c.p99)" %.2f '< 10'
    row "… CPU a request, µs" "$(median get.sqlite.$c.cpu)" %.1f
    row "… nginx: CPU a request, µs" "$(median get.nginx.$c.cpu)" %.1f
    row "… ratio of nginx's CPU to Atrium's" "$(median ratio.cpu.$c)" %.2f
    row "… nginx with an open-file cache: CPU a request, µs" "$(median get.nginx-cached.$c.cpu)" %.1f
    row "… a bare handler of the same HTTP library: CPU a request, µs" "$(median get.bare.$c.cpu)" %.1f
    row "… ratio of Atrium's CPU to the bare handler's" "$(median ratio.bare.$c)" %.2f "$([ $c = 1 ] || echo '<= 1.6')"
    row "… the bare handler: requests/s" "$(median get.bare.$c)" %.0f
    row "… PostgreSQL: requests/s" "$(median get.postgresql.$c)" %.0f
    row "… PostgreSQL: p99, ms" "$(median get.postgresql.$c.p99)" %.2f
  done
  row "a repository, 32 connections: requests/s" "$(median repository.sqlite)" %.0f
  row "… p99, ms" "$(median repository.sqlite.p99)" %.2f
  row "… CPU a request, µs" "$(median repository.sqlite.cpu)" %.1f
  row "… PostgreSQL: requests/s" "$(median repository.postgresql)" %.0f
  row "list of 30, 32 connections: requests/s" "$(median list.sqlite)" %.0f
  row "… p99, ms" "$(median list.sqlite.p99)" %.2f '<= 60'
  row "… PostgreSQL: requests/s" "$(median list.postgresql)" %.0f
  for c in 1 32; do
    row "create, $c connection(s), on disk: creates/s" "$(median create.sqlite.$c)" %.0f
    row "… not waiting for the disk: creates/s" "$(median create.off.$c)" %.0f
    row "… ratio" "$(median ratio.create.$c)" %.2f "$([ $c = 1 ] || echo '>= 0.8')"
    row "… p99, ms" "$(median create.sqlite.$c.p99)" %.2f
    row "… PostgreSQL: creates/s" "$(median create.postgresql.$c)" %.0f
  done
  row "fsyncs an acknowledged create, 32 connections" "$(median fsyncs)" %.3f '<= 0.2'
  for name in sqlite postgresql; do
    for at in first deep; do
      ratio page.$name.hubot.$at page.$name.monalisa.$at ratio.page.$name.$at
      row "$at page of $MANY spaces, $name: median, ms" "$(median page.$name.hubot.$at)" %.3f
      row "… of $FEW spaces: median, ms" "$(median page.$name.monalisa.$at)" %.3f
      row "… ratio" "$(median ratio.page.$name.$at)" %.2f '<= 1.3'
    done
  done
  [ -n "${BENCH_READS:-}" ] || report_start
  row "resident memory, idle after the load, MB" "$rss" %.0f '<= 200'
  printf '%s; %s cores; load average %s before, %s after; %s rounds of %s s\n' "$(date +%F)" \
    "$(getconf _NPROCESSORS_ONLN)" "$load_average" "$(cut -d' ' -f1-3 /proc/loadavg)" "$ROUNDS" "$SECONDS_EACH"
  printf '| figure | value | bar | reached |\n|---|---|---|---|\n'
  printf '%s\n' "${table[@]}"
}

report_start() {
  local at name
  row "hello world of the JVM, ms" "$(calculate "$(median start.hello) / 1000")" %.0f
  row "… CPU, ms" "$(calculate "$(median start.hello.cpu) / 1000")" %.0f
  for at in restart first plain; do
    name="restart to ready"
    [ $at != first ] || name="start to ready on an empty folder"
    [ $at != plain ] || name="restart to ready without the AOT cache"
    row "$name, ms" "$(calculate "$(median start.$at) / 1000")" %.0f
    row "… CPU, ms" "$(calculate "$(median start.$at.cpu) / 1000")" %.0f
    row "… ratio to hello world" "$(median start.$at.ratio)" %.1f "$([ $at = plain ] || echo '<= 25')"
  done
}

# draw: the CPU a GET of the space takes, as bars, for a picture beside the table.
draw() {
  local name value y=20 most width
  most=$(for name in nginx bare sqlite postgresql; do median get.$name.32.cpu; done | sort -g | tail -n 1)
  cat <<SVG
<!-- SPDX-License-Identifier: Apache-2.0
     SPDX-FileCopyrightText: The Atrium authors -->
<svg xmlns="http://www.w3.org/2000/svg" width="720" height="226" viewBox="0 0 720 226" font-family="sans-serif" font-size="14">
<title>CPU of one GET of the same 4 KB, 32 connections, in microseconds</title>
<rect width="720" height="226" fill="#ffffff"/>
SVG
  for name in nginx-cached nginx bare sqlite postgresql; do
    value=$(median get.$name.32.cpu)
    [ -n "$value" ] || continue
    width=$(awk "BEGIN { printf \"%.0f\", 340 * $value / $most }")
    printf '<text x="260" y="%s" text-anchor="end" fill="#24292f">%s</text>\n' $((y + 17)) "$(label $name)"
    printf '<rect x="270" y="%s" width="%s" height="24" fill="#2f6f9f"/>\n' $y "$width"
    printf '<text x="%s" y="%s" fill="#24292f">%.1f µs</text>\n' $((278 + width)) $((y + 17)) "$value"
    y=$((y + 36))
  done
  printf '<text x="270" y="%s" fill="#24292f">CPU of one GET of the same 4 KB, 32 connections</text>\n</svg>\n' $((y + 10))
}

label() {
  case $1 in
    nginx-cached) printf 'nginx, open-file cache' ;;
    nginx) printf 'nginx, a file' ;;
    bare) printf 'bare handler, same HTTP library' ;;
    sqlite) printf 'Atrium, SQLite' ;;
    postgresql) printf 'Atrium, PostgreSQL' ;;
  esac
}
