// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Corpus.Doc;
import dev.atrium.search.Corpus.Kind;
import dev.atrium.search.Corpus.Query;
import dev.atrium.search.Corpus.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions in people's words that no history had a part in: sentences of doc comments, and headings. */
final class Questions {
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(?!/)(.*?)\\*/");
  private static final Pattern TAGS = Pattern.compile("\\{@\\w+\\s+([^}]*)}|</?[a-zA-Z][^>]*>");
  private static final Pattern SENTENCE = Pattern.compile("(?s)(.+?[.!?])(\\s.*|$)");
  private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6} (.*)");
  private static final Pattern LEGAL = Pattern.compile("(?i)copyright|licen[cs]e|deprecated|inherit");

  private Questions() {}

  /** A sentence finds its file in a tree from which all doc comments are gone. */
  static Corpus sentences(String name, Tree head, List<IndexedCommit> commits, int most) {
    List<Doc> docs = new ArrayList<>();
    Map<String, Doc> questions = new HashMap<>();
    List<String> twice = new ArrayList<>();
    for (Doc doc : head.docs) {
      boolean code = doc.path().matches(".*\\.(java|kt|ts|tsx|js|mjs|scala)");
      String bare = code ? COMMENT.matcher(doc.text()).replaceAll("") : doc.text();
      Doc without = with(doc, doc.log(), bare);
      docs.add(without);
      Matcher comment = COMMENT.matcher(code ? doc.text() : "");
      while (comment.find()) {
        String question = sentence(comment.group(1));
        int words = question.split("\\s+").length;
        if (words >= 5 && words <= 40 && !LEGAL.matcher(question).find()) {
          Doc other = questions.putIfAbsent(question, without);
          if (other != null && !other.path().equals(without.path())) {
            twice.add(question);
          }
        }
      }
    }
    questions.keySet().removeAll(twice);
    return corpus(name, Kind.SENTENCES, new Tree(docs, head.commits), questions, commits, most);
  }

  private static String sentence(String comment) {
    String text = comment.replaceAll("(?m)^\\s*\\* ?", "").strip();
    text = text.startsWith("@") ? "" : TAGS.matcher(text).replaceAll("$1");
    Matcher sentence = SENTENCE.matcher(text);
    return sentence.matches() ? sentence.group(1).replaceAll("\\s+", " ").strip() : "";
  }

  /** A heading finds its section among those of all documents. A section has no history, as passages have none. */
  static Corpus headings(String name, Tree head, int most) {
    List<Doc> sections = new ArrayList<>();
    Map<String, Doc> questions = new HashMap<>();
    List<String> twice = new ArrayList<>();
    for (Doc doc : head.docs) {
      if (!doc.path().matches("(?i).*\\.(md|mdx|markdown)")) {
        continue;
      }
      String heading = "";
      StringBuilder text = new StringBuilder();
      boolean fenced = false;
      for (String line : (doc.text() + "\n# ").lines().toList()) {
        Matcher next = HEADING.matcher(line);
        fenced ^= line.strip().startsWith("```");
        if (fenced || !next.matches()) {
          text.append(line).append('\n');
          continue;
        }
        if (text.toString().strip().length() >= 100) {
          Doc section = with(doc, List.of(), text.toString());
          sections.add(section);
          if (heading.split("\\s+").length >= 2 && questions.putIfAbsent(heading, section) != null) {
            twice.add(heading);
          }
        }
        heading = next.group(1).replaceAll("<[^>]*>|\\{#[^}]*}", "").strip();
        text.setLength(0);
      }
    }
    questions.keySet().removeAll(twice);
    return corpus(name, Kind.HEADINGS, new Tree(Set.copyOf(sections), Set.of()), questions, List.of(), most);
  }

  private static Doc with(Doc doc, List<FileLog.Commit> log, String text) {
    long blob = Units.of(Units.blobId(text));
    return new Doc(doc.path(), Units.file(doc.path(), blob), blob, text, log);
  }

  private static Corpus corpus(
      String name, Kind kind, Tree tree, Map<String, Doc> questions, List<IndexedCommit> commits, int most) {
    List<String> texts = new ArrayList<>(questions.keySet());
    Collections.sort(texts);
    Collections.shuffle(texts, new Random(1));
    List<Query> queries = new ArrayList<>();
    for (String text : texts.subList(0, Math.min(most, texts.size()))) {
      long unit = questions.get(text).unit();
      for (int i = 0; i < tree.docs.size(); i++) {
        if (tree.docs.get(i).unit() == unit) {
          queries.add(new Query(text, tree, Set.of(i)));
        }
      }
    }
    return new Corpus(name, kind, queries, commits);
  }
}
