// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import dev.atrium.access.Grant;
import dev.atrium.access.Permission;
import dev.atrium.context.ContextRequest;
import dev.atrium.context.SpaceContext;
import dev.atrium.context.TokenCounter;
import java.util.List;
import java.util.Optional;

/** The prompt by which a person begins a conversation with a space. */
final class UseSpace {
  private UseSpace() {}

  static Prompt prompt(SpaceLookup lookup, SpaceContext context) {
    return new Prompt(
        "use_space",
        "Use a space",
        "Grounds the conversation on a Copilot Space.",
        List.of(
            new Prompt.Argument("owner", "The login of the organization or user.", true),
            new Prompt.Argument("name", "The name of the space, or its number.", true)),
        (request, arguments) -> {
          Grant grant = lookup.space(request, arguments, Permission.READ_RESOURCES, "read");
          ContextRequest asked =
              new ContextRequest(
                  Optional.empty(), ContextRequest.STANDARD, TokenCounter.O200K_BASE);
          String text =
              context.read(
                  request,
                  "use_space" + arguments.json(),
                  String.class,
                  grant,
                  content -> context.assemble(content, asked).text());
          return List.of(
              Content.text(
                  "Answer my questions from this Copilot Space. Name the document and the lines.\n\n"
                      + text));
        });
  }
}
