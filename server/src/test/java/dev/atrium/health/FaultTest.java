// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.health;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FaultTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Fault fault = new Fault("The disk fails", "The disk works again", nanos::get);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger().setLevel(Level.INFO);
    logger().addAppender(log);
  }

  @AfterEach
  void stop() {
    logger().detachAppender(log);
    logger().setLevel(null);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(Fault.class);
  }

  @Test
  void fault_thatManyReport_isLoggedOnceAMinute() {
    for (int second = 0; second < 150; second++) {
      fault.failed("it is full", "No space\n\tleft");
      fault.failed("it is full", "No space\n\tleft");
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    fault.works();
    fault.works();
    assertThat(lines())
        .hasSize(4)
        .first()
        .asString()
        .startsWith("The disk fails: it is full (No space left). ");
    assertThat(lines()).last().isEqualTo("The disk works again, after 150 s.");
  }

  @Test
  void fault_thatComesAndGoes_isLoggedOnceAMinute() {
    for (int second = 0; second < 120; second++) {
      fault.failed("it is full", "");
      fault.works();
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    assertThat(lines()).hasSize(4);
  }

  @Test
  void reason_isThere_untilItWorks() {
    assertThat(fault.reason()).isEmpty();
    fault.failed("it is full", "/data: no space left");
    assertThat(fault.reason()).contains("The disk fails: it is full.");
    fault.works();
    assertThat(fault.reason()).isEmpty();
    assertThat(fault.isThere()).isFalse();
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
