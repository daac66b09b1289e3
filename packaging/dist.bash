# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
#
# Makes the archive of `./atrium dist`: the program, a Java runtime of only the modules it needs, a launcher, a systemd
# unit and a container recipe.

# What classes ask for only while they run, so that jdeps cannot see it: encodings of old commits, Unsafe, the memory
# of the machine, Kerberos for PostgreSQL.
UNSEEN=jdk.charsets,jdk.unsupported,jdk.management,jdk.security.auth

link_runtime() {
  local seen
  seen=$("$jdk/bin/jdeps" --multi-release $NEEDED --ignore-missing-deps --print-module-deps "$jar" "$target"/lib/*.jar) ||
    return 1
  "$jdk/bin/jlink" --add-modules "$(tail -n 1 <<<"$seen"),$UNSEEN" --strip-debug --no-header-files --no-man-pages \
    --output "$1/runtime"
}

# Sets `archive`.
dist() {
  local version stage system
  version=${jar##*/atrium-server-}
  version=${version%.jar}
  system=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
  stage=$target/dist/atrium-$version
  archive=$target/atrium-$version-$system.tar.gz
  rm -rf "$target/dist" "$archive"
  mkdir -p "$stage/bin" "$stage/lib/lib" "$stage/docs"
  patiently "linking the Java runtime" "$target/dist.log" link_runtime "$stage" || failed "$target/dist.log"
  cp -p "$jar" "$stage/lib/atrium-server.jar"
  cp -p "$target"/lib/*.jar "$stage/lib/lib/"
  cp "$root/packaging/launcher" "$stage/bin/atrium"
  cp "$root/packaging/jvm.bash" "$stage/lib/"
  cp "$root"/packaging/{atrium.service,Containerfile} "$root"/{LICENSE,README.md,HTTPS.md} "$stage/"
  cp "$root"/docs/{operating,agents}.md "$stage/docs/"
  chmod 755 "$stage/bin/atrium"
  train "$stage" "$stage/runtime/bin/java" "$stage/lib/atrium-server.jar" "$stage/native" "$stage/lib/atrium.aot"
  # Everybody may read the program, whatever the umask of who makes it.
  chmod -R u+rwX,go=rX "$stage"
  tar -czf "$archive" -C "$target/dist" --owner=0 --group=0 "atrium-$version"
  rm -rf "$target/dist"
}
