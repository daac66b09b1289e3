// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the code to the rules that ARCHITECTURE.md states. */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final int MOST_LINES = 400;
  private static final int MEDIAN_LINES = 90;

  private static final String[] FEATURES = {
    "dev.atrium.directory..",
    "dev.atrium.repositories..",
    "dev.atrium.issues..",
    "dev.atrium.spaces..",
    "dev.atrium.resources..",
    "dev.atrium.collaborators..",
    "dev.atrium.agents..",
    "dev.atrium.audit..",
    "dev.atrium.meta.."
  };

  /** What people and programs come in by, besides {@code http}. */
  private static final String[] ENTRANCES = {
    "dev.atrium.mcp..", "dev.atrium.web..", "dev.atrium.chat.."
  };

  private static final DescribedPredicate<JavaClass> COMPOSITION =
      resideInAPackage("dev.atrium").as("the composition root, the routes or the command line");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.atrium");

  @Test
  void error_importsNothingOfOurs() {
    onlyImports("error");
  }

  @Test
  void db_importsErrorsOnly() {
    onlyImports("db", "error");
  }

  @Test
  void jobs_importDbAndErrorsOnly() {
    onlyImports("jobs", "db", "error");
  }

  @Test
  void git_importsErrorsOnly() {
    onlyImports("git", "error");
  }

  @Test
  void tls_importsNothingOfOurs() {
    onlyImports("tls");
  }

  @Test
  void access_importsDbAndErrorsOnly() {
    onlyImports("access", "db", "error");
  }

  @Test
  void http_importsErrorsAndAccessOnly() {
    onlyImports("http", "error", "access");
  }

  @Test
  void features_importNeitherCompositionNorEntrances() {
    noClasses()
        .that()
        .resideInAnyPackage(FEATURES)
        .should()
        .dependOnClassesThat(COMPOSITION.or(resideInAnyPackage(ENTRANCES)))
        .because("a feature is handed what it needs, and serves every entrance alike")
        .check(CLASSES);
  }

  @Test
  void composition_isImportedByNobody() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.atrium")
        .should()
        .dependOnClassesThat(COMPOSITION)
        .because("Server, Routes and Main sit on top, so that the rest is usable without them")
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
  }

  private static void onlyImports(String part, String... allowed) {
    String[] packages =
        Stream.concat(Stream.of(part), Stream.of(allowed))
            .map(name -> "dev.atrium." + name + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage("dev.atrium." + part + "..")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.not(resideInAPackage("dev.atrium.."))
                .or(resideInAnyPackage(packages))
                .as(
                    "are not ours, or reside in %s",
                    Stream.of(packages).collect(Collectors.toList())))
        .allowEmptyShould(true) // a part that is not there yet breaks no rule
        .because("what lies at the bottom must not know what stands on it")
        .check(CLASSES);
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
