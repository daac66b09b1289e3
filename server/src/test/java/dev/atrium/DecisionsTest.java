// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/**
 * Holds every write to a decision that is made inside its transaction. The caller is checked there
 * by the database for all of them; this is about what the caller may do.
 */
class DecisionsTest {
  /** The classes whose writes need no decision but that on the caller, each with the reason. */
  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("apps.Apps", "site admins, or the app by its own key"),
          Map.entry("apps.Installations", "site admins, or the installation by its own token"),
          Map.entry("audit.RefusedAccess", "the server itself"),
          Map.entry("audit.Retention", "the server itself"),
          Map.entry("context.Ingestion", "the server itself"),
          Map.entry("db.ChangeFeed", "the server itself"),
          Map.entry("db.Settings", "the server itself"),
          Map.entry("directory.Users", "site admins, or the user"),
          Map.entry("jobs.JobRunner", "the server itself"),
          Map.entry("oauth.AppAuthorizations", "the user, or the app by its secret and a code"),
          Map.entry("oauth.Devices", "the user, or the app by its secret and a code"),
          Map.entry("repositories.MissingContent", "the command line"),
          Map.entry("repositories.RepositoryImport", "the command line"),
          Map.entry("tokens.TokenUses", "the server itself"),
          Map.entry("tokens.Tokens", "site admins, or the user"));

  @Test
  void classesThatWrite_decideInsideTheTransaction() {
    Set<String> undecided = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.atrium")) {
      if (writes(type) && !decides(type)) {
        undecided.add(type.getName().replace("dev.atrium.", ""));
      }
    }
    assertThat(undecided).isEqualTo(new TreeSet<>(EXCEPTIONS.keySet()));
  }

  private static boolean writes(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .map(JavaAccess::getTarget)
        .anyMatch(target ->
            target.getOwner().isEquivalentTo(Database.class) && target.getName().equals("write"));
  }

  /** Tells whether a class asks the package {@code access} with a transaction in hand. */
  private static boolean decides(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .map(JavaMethodCall::getTarget)
        .filter(target -> target.getOwner().getPackageName().equals("dev.atrium.access"))
        .filter(target -> !target.getName().equals("owned")) // It tells whose something is.
        .flatMap(target -> target.getRawParameterTypes().stream())
        .anyMatch(parameter ->
            parameter.isEquivalentTo(Handle.class) || parameter.isEquivalentTo(Transaction.class));
  }
}
