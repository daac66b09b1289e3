// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.http.Route;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What is hidden is answered as what is not there: by every route that names it, to every caller
 * from whom it is hidden, with the same status, headers and body.
 */
@Order(6)
@EachDatabase
record RefusalTest(Product product) {
  private static final long SEED = 34;
  private static final List<Group> GROUPS =
      List.of(
          Group.OUTSIDERS,
          Group.MEMBERS,
          Group.MEMBERS_TOKENS,
          Group.OWNERS_TOKENS,
          Group.WRITING_APPS);

  @Test
  void whatIsHidden_isAnsweredAsWhatIsMissing() {
    List<String> told = new ArrayList<>();
    Set<String> operations = new TreeSet<>();
    try (World world = new World(product, SEED)) {
      Bodies bodies = new Requests(world, new Random(SEED)).bodies();
      Set<String> asked = new HashSet<>();
      for (Group group : GROUPS) {
        for (Question question : questions(world, group)) {
          if (asked.add(question.toString())) {
            operations.add(question.route().operation());
            told.addAll(question.ask(world, bodies));
          }
        }
      }
      System.out.printf(
          "%s: %d refusals of %d operations%n", product, asked.size(), operations.size());
      assertThat(told).isEmpty();
      assertThat(operations).containsAll(operationsThatNameWhatMayBeHidden(world));
    }
  }

  private static List<Question> questions(World world, Group group) {
    List<Question> questions = new ArrayList<>();
    for (Target target : world.targets) {
      for (Route route : world.server.routes()) {
        Map<String, String> missing = target.withoutHidden(route, group.hidden());
        if (!missing.isEmpty()) {
          group.callers().stream()
              .filter(caller -> Group.asks(caller, route))
              .map(caller -> new Question(caller, route, target.names(), missing))
              .forEach(questions::add);
        }
      }
    }
    return questions;
  }

  private static Set<String> operationsThatNameWhatMayBeHidden(World world) {
    return world.server.routes().stream()
        .filter(Target::namesWhatMayBeHidden)
        .map(Route::operation)
        .collect(Collectors.toSet());
  }

  /** One request of one caller, for what is hidden and for what is missing. */
  private record Question(
      String caller, Route route, Map<String, String> hidden, Map<String, String> missing) {

    /** What the two answers differ in, if anything. */
    List<String> ask(World world, Bodies bodies) {
      String body = route.method().equals("GET") ? null : bodies.next();
      Client client = world.callers.get(caller);
      Call there = new Call(caller, route.method(), Target.path(route, hidden), body, List.of());
      Call nowhere = new Call(caller, route.method(), Target.path(route, missing), body, List.of());
      return Answers.difference(there.send(client), nowhere.send(client)).stream()
          .map(what -> there + ": " + what)
          .toList();
    }

    @Override
    public String toString() {
      return caller + " " + route.method() + " " + Target.path(route, hidden);
    }
  }
}
