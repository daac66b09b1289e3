// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.server;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The configuration of the log: one line per event on standard error, written by a thread of its
 * own. Logback finds this class by its service file. It is written in Java because reading the same
 * from XML takes a tenth of a second at every start. {@code -Dlogback.configurationFile} replaces
 * it.
 */
public final class Logging extends ContextAwareBase implements Configurator {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} level=%level logger=%logger{20} %msg%n%ex{full}";

  /** Libraries whose messages at INFO do not belong in a server's log. */
  private static final List<String> QUIET =
      List.of("io.helidon", "org.flywaydb", "org.eclipse.jgit");

  /**
   * Redirects java.util.logging, which some libraries use, to this log. Only one thread at a time
   * may do so: SLF4J complains about loggers requested while another thread initialises it.
   */
  static synchronized void start() {
    if (!SLF4JBridgeHandler.isInstalled()) {
      LoggerFactory.getILoggerFactory();
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    context.getStatusManager().add(new NopStatusListener());
    QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    // It reports every lost connection with its stack trace. PostgresDatabase reports an outage in
    // one line.
    context.getLogger("com.zaxxer.hikari").setLevel(Level.OFF);
    // It reports a taken port as two stack traces. HttpServer reports it in one line.
    context.getLogger("io.helidon.webserver.LoomServer").setLevel(Level.OFF);
    // It asks for a module of the JDK that is still an incubator; searches without vectors use
    // none.
    context.getLogger("org.apache.lucene.internal.vectorization").setLevel(Level.ERROR);
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(asynchronous(context));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static AsyncAppender asynchronous(LoggerContext context) {
    AsyncAppender appender = new AsyncAppender();
    appender.setContext(context);
    appender.setQueueSize(8192);
    appender.setDiscardingThreshold(0); // nothing is dropped
    appender.addAppender(console(context));
    appender.start();
    return appender;
  }

  private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
