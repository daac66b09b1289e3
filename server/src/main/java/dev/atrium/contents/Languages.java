// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The languages that files are written in, by the ends of their names. As on GitHub, data and prose
 * do not count.
 */
public final class Languages {
  private static final Map<String, String> BY_EXTENSION = new HashMap<>();

  static {
    for (String line :
        """
        Assembly asm s
        Batchfile bat cmd
        C c h
        C# cs
        C++ cc cpp cxx hh hpp hxx
        CSS css
        Clojure clj cljc cljs
        Dart dart
        Elixir ex exs
        Elm elm
        Erlang erl hrl
        F# fs fsi fsx
        Fortran f f90 f95
        Go go
        Groovy gradle groovy
        HCL hcl tf
        HTML htm html
        Haskell hs
        Java java
        JavaScript cjs js jsx mjs
        Julia jl
        Kotlin kt kts
        Less less
        Lua lua
        Makefile mak mk
        Nix nix
        OCaml ml mli
        Objective-C m
        PHP php
        PLpgSQL pgsql
        Pascal pas
        Perl pl pm
        PowerShell ps1 psd1 psm1
        Prolog pro
        Python py pyi pyw
        R r
        Ruby rb
        Rust rs
        SCSS scss
        Sass sass
        Scala sc scala
        Scheme scm
        Shell bash sh zsh
        Starlark bzl star
        Svelte svelte
        Swift swift
        TypeScript cts mts ts tsx
        VHDL vhd vhdl
        Verilog v
        Vim Script vim
        Vue vue
        Zig zig\
        """
            .split("\n", -1)) {
      add(line);
    }
  }

  private Languages() {}

  /** Adds a language: its name, then its extensions, which are in lower case. */
  private static void add(String line) {
    String name = line.replaceFirst("( [a-z0-9]+)+$", "");
    for (String extension : line.substring(name.length() + 1).split(" ", -1)) {
      BY_EXTENSION.put(extension, name);
    }
  }

  /** Returns the language of a file by its name, without its folder. */
  public static Optional<String> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "dockerfile" -> Optional.of("Dockerfile");
      case "makefile" -> Optional.of("Makefile");
      default ->
          Optional.ofNullable(BY_EXTENSION.get(lower.substring(lower.lastIndexOf('.') + 1)))
              .filter(language -> lower.lastIndexOf('.') >= 0);
    };
  }
}
