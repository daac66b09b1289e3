// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.ApiException;
import dev.atrium.error.FileFaults;
import dev.atrium.http.Fields;
import dev.atrium.http.Json;
import dev.atrium.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** The command {@code atrium app create}, which registers an app and installs it on accounts. */
final class AppCreateCommand implements Command {
  @Override
  public String words() {
    return "app create";
  }

  @Override
  public String arguments() {
    return "NAME OWNER";
  }

  @Override
  public String summary() {
    return "Register an app that belongs to a user or an organization. Stop the server first: only one process can use the data folder.";
  }

  @Override
  public Options options() {
    return ServerOptions.storage()
        .addOption(null, "permissions", true, "Permissions, such as contents=read,issues=write.")
        .addOption(
            null, "callback-url", true, "Callback URLs of the web flow, separated by commas.")
        .addOption(
            null, "coding-agent", false, "Apply the organizations' coding-agent policies to it.")
        .addOption(
            null,
            "oauth",
            false,
            "Register an OAuth app, which has scopes, instead of a GitHub App.")
        .addOption(
            null,
            "key",
            true,
            "File for the private key. Default: the app's slug with .private-key.pem.")
        .addOption(null, "install", true, "Accounts to install it on, separated by commas.");
  }

  @Override
  public void run(CommandLine line) throws IOException {
    checkKey(line);
    try (Server server = new Server(ServerOptions.existing(line))) {
      ObjectNode made = server.apps().administration().create(new Fields(body(line), "App"));
      String slug = made.get("slug").asText();
      System.out.println("Registered " + made.get("name").asText());
      for (String field : new String[] {"id", "slug", "client_id", "client_secret"}) {
        System.out.printf("  %-14s %s%n", field, made.get(field).asText());
      }
      if (made.hasNonNull("pem")) {
        System.out.printf(
            "  %-14s %s%n",
            "private key",
            save(line.getOptionValue("key", slug + ".private-key.pem"), made.get("pem").asText()));
      }
      for (String account : split(line, "install")) {
        server
            .apps()
            .administration()
            .install(
                slug, new Fields(Json.mapper().createObjectNode().put("account", account), "App"));
        System.out.printf("  %-14s %s%n", "installed on", account);
      }
    } catch (ApiException e) {
      throw new IllegalArgumentException(
          e.errors().isEmpty()
              ? e.getMessage()
              : e.errors().stream()
                  .map(fault ->
                      fault.message() == null
                          ? fault.field() + " " + fault.code()
                          : fault.message())
                  .collect(Collectors.joining("; ")),
          e);
    }
  }

  private static ObjectNode body(CommandLine line) {
    ObjectNode body =
        Json.mapper()
            .createObjectNode()
            .put("name", line.getArgList().get(0))
            .put("owner", line.getArgList().get(1))
            .put("kind", line.hasOption("oauth") ? "oauth" : "github")
            .put("coding_agent", line.hasOption("coding-agent"));
    for (String url : split(line, "callback-url")) {
      body.withArray("callback_urls").add(url);
    }
    for (String permission : split(line, "permissions")) {
      int equals = permission.indexOf('=');
      if (equals < 1) {
        throw Values.wrong("--permissions", "name=level, such as contents=read", permission);
      }
      body.withObject("/permissions")
          .put(permission.substring(0, equals), permission.substring(equals + 1));
    }
    return body;
  }

  private static String[] split(CommandLine line, String option) {
    return line.hasOption(option) ? line.getOptionValue(option).split(",", -1) : new String[0];
  }

  /** Refuses a file that cannot be written to, before anything is registered. */
  private static void checkKey(CommandLine line) {
    if (!line.hasOption("key")) {
      return;
    }
    Path file = Path.of(line.getOptionValue("key")).toAbsolutePath();
    if (Files.exists(file)
        || file.getParent() == null
        || !Files.isDirectory(file.getParent())
        || !Files.isWritable(file.getParent())) {
      throw Values.wrong("--key", "a new file in a folder that you may write to", file.toString());
    }
  }

  /** Saves the key so that only the file's owner can read it. Never overwrites another key. */
  private static Path save(String name, String pem) throws IOException {
    Path file = Path.of(name).toAbsolutePath();
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, pem, StandardOpenOption.TRUNCATE_EXISTING);
      return file;
    } catch (IOException e) {
      System.out.println(pem);
      throw new IllegalStateException(
          "%s cannot hold the key: %s. The new key is printed above instead, keep it."
              .formatted(file, FileFaults.reason(e)),
          e);
    }
  }
}
