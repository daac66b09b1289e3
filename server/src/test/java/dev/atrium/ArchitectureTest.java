// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the code to the rules that ARCHITECTURE.md states. */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final int MOST_LINES = 350;
  private static final int MEDIAN_LINES = 80;
  private static final int NINE_TENTHS_LINES = 190;

  /** What most features are made from. */
  private static final String PLATFORM = "platform http access jobs db work error";

  /** The packages, from the bottom up, each with those that it may import. */
  private static final Map<String, String> IMPORTS =
      Map.ofEntries(
          Map.entry("error", ""),
          Map.entry("tls", ""),
          Map.entry("health", ""),
          Map.entry("db", "health error work"),
          Map.entry("work", "error"),
          Map.entry("embedding", "error"),
          Map.entry("git", "work health error"),
          Map.entry("search", ""),
          Map.entry("bridge", ""),
          Map.entry("jobs", "db error"),
          Map.entry("access", "db error"),
          Map.entry("http", "access error work"),
          Map.entry("platform", "http access jobs db git work error"),
          Map.entry("audit", PLATFORM),
          Map.entry("meta", PLATFORM),
          Map.entry("directory", PLATFORM + " audit"),
          Map.entry("tokens", PLATFORM + " audit directory"),
          Map.entry("repositories", PLATFORM + " audit directory git"),
          Map.entry("contents", PLATFORM + " audit directory git repositories"),
          Map.entry("issues", PLATFORM + " audit directory git repositories"),
          Map.entry("resources", PLATFORM + " audit git"),
          Map.entry("context", PLATFORM + " git search resources issues contents spaces"),
          Map.entry("spaces", PLATFORM + " audit directory resources"),
          Map.entry("collaborators", PLATFORM + " audit directory"),
          Map.entry("agents", PLATFORM + " audit directory repositories"),
          Map.entry("apps", PLATFORM + " audit directory repositories tokens"),
          Map.entry("oauth", PLATFORM + " audit directory apps tokens"),
          Map.entry("mcp", PLATFORM + " context spaces resources directory"));

  /** What stands on top of them and may import them all, but not each other in a circle. */
  private static final Set<String> TOP = Set.of("server", "cli", "demo");

  private static final DescribedPredicate<JavaClass> COMPOSITION =
      resideInAnyPackage("dev.atrium", "dev.atrium.server", "dev.atrium.cli", "dev.atrium.demo")
          .as("the composition root or the command line");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.atrium");

  @Test
  void packages_importOnlyThoseOfLowerFloors() {
    Map<String, Set<String>> forbidden = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      String part = part(type);
      if (!part.isEmpty() && !TOP.contains(part)) {
        assertThat(IMPORTS).as("the floor of %s", part).containsKey(part);
        Set<String> allowed = Set.of((part + " " + IMPORTS.get(part)).strip().split(" ", -1));
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass())
            .filter(target -> target.getPackageName().startsWith("dev.atrium"))
            .map(ArchitectureTest::part)
            .filter(target -> !allowed.contains(target))
            .forEach(target -> forbidden.computeIfAbsent(part, key -> new TreeSet<>()).add(target));
      }
    }
    assertThat(forbidden).as("imports that ARCHITECTURE.md does not allow").isEmpty();
  }

  /** The first package below ours; empty for the program itself. */
  private static String part(JavaClass type) {
    String[] names = type.getPackageName().split("\\.", -1);
    return names.length < 3 ? "" : names[2];
  }

  @Test
  void composition_isImportedByNobody() {
    noClasses()
        .that(DescribedPredicate.not(COMPOSITION))
        .should()
        .dependOnClassesThat(COMPOSITION)
        .because("Server and the commands sit on top, so that the rest is usable without them")
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices()
        .matching("dev.atrium.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a package must be understandable, and movable, after those it imports alone")
        .check(CLASSES);
  }

  @Test
  void sql_isInStoresOnly() {
    DescribedPredicate<JavaClass> stores =
        describe(
            "stores, db or access",
            type ->
                outermost(type).getSimpleName().endsWith("Store")
                    || type.getPackageName().startsWith("dev.atrium.db")
                    || type.getPackageName().startsWith("dev.atrium.access"));
    noClasses()
        .that(DescribedPredicate.not(stores))
        .should()
        .dependOnClassesThat(resideInAPackage("java.sql.."))
        .orShould()
        .callMethodWhere(makesStatements())
        .because("every statement must be found where statements are: one a method, in a Store")
        .check(CLASSES);
  }

  @Test
  void rowMappers_askNothing() {
    noMethods()
        .that()
        .haveRawReturnType(RowMapper.class)
        .should()
        .haveRawParameterTypes(
            describe(
                "a Handle among them",
                types -> types.stream().anyMatch(type -> type.isEquivalentTo(Handle.class))))
        .allowEmptyShould(true) // none is made by a method as it is
        .because("a mapper that asks the database asks it once for every row")
        .check(CLASSES);
  }

  /** Refusals outside of {@code access}, none of which asks who the caller is. */
  private static final Set<String> OTHER_REFUSALS =
      Set.of(
          "dev.atrium.apps.Installations", // A suspended installation gets no tokens.
          "dev.atrium.contents.Contents", // A file is too large.
          "dev.atrium.context.DocumentsApi", // What Access withholds is named; a file is too large.
          "dev.atrium.directory.AdminApi", // The ghost and the caller's own account stay.
          "dev.atrium.directory.Memberships", // An organization keeps an owner.
          "dev.atrium.http.Exchange", // No User-Agent.
          "dev.atrium.http.Origins", // A page of another origin.
          "dev.atrium.oauth.OAuthApi", // A form that this server did not make.
          "dev.atrium.tokens.Tokens", // A suspended account.
          "dev.atrium.tokens.TokensApi"); // The ghost has no tokens.

  @Test
  void access_isTheOnlyPlaceThatDecides() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.atrium.access..", "dev.atrium.error..")
        .and(
            describe(
                "do not refuse for another reason",
                type -> !OTHER_REFUSALS.contains(outermost(type).getName())))
        .should()
        .callMethodWhere(
            describe(
                "ApiException.forbidden or ApiException.hidden",
                call ->
                    call.getTargetOwner().getName().equals("dev.atrium.error.ApiException")
                        && Set.of("forbidden", "hidden").contains(call.getTarget().getName())))
        .because("who may do what must be found in one place, and changed there")
        .check(CLASSES);
  }

  @Test
  void nobody_sleeps() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "Thread.sleep or TimeUnit.sleep",
                call ->
                    call.getTarget().getName().equals("sleep")
                        && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                            .contains(call.getTargetOwner().getName())))
        .because("who sleeps guesses: wait for the event itself")
        .check(CLASSES);
  }

  @Test
  void fields_areNotInjected() {
    NO_CLASSES_SHOULD_USE_FIELD_INJECTION
        .because("everything is made in Server, by constructors, and can be read there")
        .check(CLASSES);
  }

  @Test
  void names_sayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper)(\\$.*)?")
        .because("such a name says nothing of what the class is for")
        .check(CLASSES);
  }

  @Test
  void packages_areNullMarkedAndDescribed() {
    List<String> bare =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(ours -> ours.tryGetPackageInfo().isEmpty() || !marked(ours))
            .map(JavaPackage::getName)
            .toList();
    assertThat(bare).as("packages without a package-info that is @NullMarked").isEmpty();
  }

  @Test
  void files_areSmall() {
    List<Long> sizes;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).filteredOn(file -> lines(file) > MOST_LINES).isEmpty();
      sizes = sources.stream().map(ArchitectureTest::lines).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(sizes.get(sizes.size() / 2)).as("median").isLessThanOrEqualTo(MEDIAN_LINES);
    assertThat(sizes.get(sizes.size() * 9 / 10))
        .as("nine tenths")
        .isLessThanOrEqualTo(NINE_TENTHS_LINES);
  }

  private static DescribedPredicate<JavaMethodCall> makesStatements() {
    Set<String> makers =
        Set.of(
            "createQuery", "createUpdate", "createScript", "createCall", "prepareBatch", "execute");
    return describe(
        "a JDBI call that takes SQL",
        call -> {
          MethodCallTarget target = call.getTarget();
          return target.getOwner().getName().equals("org.jdbi.v3.core.Handle")
              && makers.contains(target.getName());
        });
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  private static boolean marked(JavaPackage ours) {
    return ours.isAnnotatedWith(NullMarked.class);
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
