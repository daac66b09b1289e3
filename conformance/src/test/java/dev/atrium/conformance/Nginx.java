// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** nginx in front of a server, in a process and a folder of its own. */
record Nginx(Process process, Path folder, int port) implements AutoCloseable {
  private static final List<String> PROGRAMS = List.of("nginx", "/usr/sbin/nginx");
  private static final int SECONDS = 20;

  /** The program, if there is one. */
  static Optional<String> program() {
    return PROGRAMS.stream().filter(Nginx::runs).findFirst();
  }

  private static boolean runs(String program) {
    try {
      Processes.run(Path.of("."), SECONDS, List.of(program, "-v"));
      return true;
    } catch (Processes.FailedException e) {
      return false;
    }
  }

  /** Starts it, and returns when it takes requests. */
  static Nginx start(String url) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("atrium-nginx");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, configuration(folder, port, url));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                program().orElseThrow(), "-p", folder.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Nginx nginx = new Nginx(process, folder, port);
    while (!nginx.answers()) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nginx did not start: " + Files.readString(log));
      }
    }
    return nginx;
  }

  /** No more than what must be said: all else is nginx's default, HTTP/1.0 to servers too. */
  private static String configuration(Path folder, int port, String url) {
    return """
    daemon off;
    master_process off;
    pid %1$s/pid;
    error_log stderr;
    events {}
    http {
      access_log off;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      server {
        listen 127.0.0.1:%2$d;
        location / {
          proxy_pass %3$s;
        }
      }
    }
    """
        .formatted(folder, port, url);
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Processes.delete(folder);
  }
}
