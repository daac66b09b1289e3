# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
#
# The flags of the JVM, for the launcher of a clone and for that of an archive. Runs on the bash 3.2 of macOS too.

say() { printf 'atrium: %s\n' "$*" >&2; }

# ignore_hangup COMMAND…: lets a server go on after SIGHUP, which tells others to open their log again. Its own log goes
# to standard error, so there is nothing to open. Java leaves a signal alone that it is started to ignore.
ignore_hangup() {
  [ "${1:-}" != serve ] || trap '' HUP
}

# The file behind a chain of links; `readlink -f` is missing on older macOS.
resolve() {
  local path=$1 link
  while [ -L "$path" ]; do
    link=$(readlink "$path")
    case $link in
      /*) path=$link ;;
      *) path=$(dirname "$path")/$link ;;
    esac
  done
  printf '%s\n' "$path"
}

# Lowers `memory` to a limit in bytes that a file has, if it has one.
lower_to() {
  local limit=
  [ -r "$1" ] && IFS= read -r limit <"$1" || return 0
  case $limit in
    '' | *[!0-9]*) return 0 ;; # "max"
  esac
  limit=$((limit / 1048576))
  [ "$limit" -ge "$memory" ] || memory=$limit
}

# Sets `memory` to the MiB that the machine has, or the control groups of a container or of a systemd unit allow.
# An argument stands for the root of the file system, for the tests.
find_memory() {
  local root=${1:-} word size line group
  memory=1024
  if [ -r "$root/proc/meminfo" ]; then
    while read -r word size _; do
      [ "$word" != MemTotal: ] || memory=$((size / 1024))
    done <"$root/proc/meminfo"
  elif size=$(sysctl -n hw.memsize 2>/dev/null); then
    memory=$((size / 1048576))
  fi
  lower_to "$root/sys/fs/cgroup/memory/memory.limit_in_bytes"
  [ -r "$root/proc/self/cgroup" ] || return 0
  while IFS= read -r line; do
    case $line in
      0::*)
        group=${line#0::}
        while :; do
          group=${group%/}
          lower_to "$root/sys/fs/cgroup$group/memory.max"
          [ -n "$group" ] || break
          group=${group%/*}
        done
        ;;
    esac
  done <"$root/proc/self/cgroup"
}

# Sets `heap`: ATRIUM_HEAP, or a quarter of the memory, at least 256 MiB and at most 1 GiB.
find_heap() {
  heap=${ATRIUM_HEAP:-}
  if [ -n "$heap" ]; then
    if [[ $heap =~ ^([1-9][0-9]{0,5})([mMgG])$ ]]; then
      case ${BASH_REMATCH[2]} in
        [mM]) [ "${BASH_REMATCH[1]}" -ge 64 ] && return 0 ;;
        *) return 0 ;;
      esac
    fi
    say "ATRIUM_HEAP takes a size of at least 64m, such as 512m or 2g; not $heap"
    exit 2
  fi
  find_memory
  heap=$((memory / 4))
  [ "$heap" -ge 256 ] || heap=256
  [ "$heap" -le 1024 ] || heap=1024
  heap=${heap}m
}

# Sets `jvm` to the flags, for a program whose home, library folder and cache are given. The cache is made and used
# with the same flags. G1, because only G1 maps the heap objects of the cache, which halves the start. After half a
# minute without a collection it collects, and returns to the system what is free, as the C library does with what SQLite
# gave back. G1 has no threads that follow changed references between collections: they took a twentieth of the
# processor, and a collection of a heap this small does their work.
find_flags() {
  local home=$1 native=$2 cache=$3 library
  find_heap
  jvm=(-XX:+UseG1GC -Xms32m "-Xmx$heap" -XX:G1PeriodicGCInterval=30000 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30
    -XX:G1ConcRefinementThreads=0 -XX:TrimNativeHeapInterval=30000 --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow -Datrium.home="$home")
  for library in "$native"/*sqlitejdbc*; do
    if [ -f "$library" ]; then
      jvm+=(-Dorg.sqlite.lib.path="$native" -Dorg.sqlite.lib.name="${library##*/}")
    fi
  done
  if [ -f "$cache" ]; then
    # A cache that does not fit (another JDK, other flags) is left aside, silently.
    jvm+=(-XX:AOTCache="$cache" '-Xlog:aot*=off' '-Xlog:cds*=off')
  fi
}

# flags_for COMMAND HOME NATIVE CACHE: sets `jvm` to the flags for a command. `mcp` has a cache of its own beside the
# other one, and what a small process starts fastest with: with the server's it takes twice the time.
flags_for() {
  if [ "$1" != mcp ]; then
    find_flags "$2" "$3" "$4"
    return 0
  fi
  local cache=${4%/*}/bridge.aot
  heap=256m
  [ -z "${ATRIUM_HEAP:-}" ] || find_heap
  jvm=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms8m "-Xmx$heap" -Datrium.home="$2")
  if [ -f "$cache" ]; then
    jvm+=(-XX:AOTCache="$cache" '-Xlog:aot*=off' '-Xlog:cds*=off')
  fi
}
