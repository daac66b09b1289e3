// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.bridge.Bridge;
import dev.atrium.bridge.Target;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * The command that records the AOT cache of {@code atrium mcp}. The cache of a server has all of
 * the server's classes, and a process that needs few of them starts more slowly with it than
 * without.
 */
final class BridgeTraining implements Command {
  private static final String LINES =
      """
      {"method":"initialize","params":{"protocolVersion":"2025-11-25"},"jsonrpc":"2.0","id":0}
      {"method":"tools/call","params":{"name":"none","_meta":{}},"jsonrpc":"2.0","id":1}
      """;

  private static final String ANSWER =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2025-11-25\"}}";

  @Override
  public String words() {
    return "train mcp";
  }

  /** Returns nothing, because this command is not for people. */
  @Override
  public String summary() {
    return "";
  }

  @Override
  public Options options() {
    return new Options();
  }

  @Override
  public void run(CommandLine line) throws IOException, InterruptedException, ParseException {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      Thread answering = Thread.ofVirtual().start(() -> answer(server));
      String url = "http://127.0.0.1:" + server.getLocalPort();
      String[] options = {"--url", url, "--token", "training"};
      CommandLine parsed = new DefaultParser().parse(McpCommand.all(), options);
      new Bridge(
              new Target(McpCommand.url(parsed), "training"),
              new ByteArrayInputStream(LINES.getBytes(StandardCharsets.UTF_8)),
              OutputStream.nullOutputStream(),
              System.err)
          .run();
      answering.join();
    }
  }

  /** Answers the two requests, each on a connection of its own. */
  private static void answer(ServerSocket server) {
    for (int i = 0; i < 2; i++) {
      try (Socket socket = server.accept()) {
        read(socket);
        String head =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ";
        socket
            .getOutputStream()
            .write(
                (head + ANSWER.length() + "\r\n\r\n" + ANSWER).getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Reads a request with its body. */
  private static void read(Socket socket) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    int length = 0;
    String header = reader.readLine();
    while (header != null && !header.isEmpty()) {
      if (header.startsWith("Content-Length: ")) {
        length = Integer.parseInt(header.substring("Content-Length: ".length()));
      }
      header = reader.readLine();
    }
    for (int read = 0; read < length && reader.read() >= 0; read++) {
      // The body is no different from any other.
    }
  }
}
