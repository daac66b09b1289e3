// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import static dev.atrium.access.Permission.ADMINISTER_SITE;
import static dev.atrium.access.Permission.READ_AUDIT_LOG;

import dev.atrium.db.Database;
import dev.atrium.db.Settings;
import dev.atrium.http.Refusals;
import dev.atrium.jobs.JobHandler;
import dev.atrium.platform.Platform;
import dev.atrium.platform.Wing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The audit log: the endpoints for owners and site admins, and the removal of old entries. */
public final class AuditWing extends Wing {
  private final RefusedAccess refusals;
  private final Optional<Retention> retention;

  /**
   * @param kept how long entries are kept; empty for ever
   */
  public AuditWing(Platform platform, Optional<Duration> kept) {
    super(platform);
    Database database = platform.database();
    refusals = new RefusedAccess(database, platform.schedule());
    retention = kept.map(duration -> new Retention(database, platform.clock(), duration));
    byte[] key = Settings.secret(database, "audit_key");
    AuditApi api =
        new AuditApi(
            database, platform.access(), refusals, platform.oneAtATime(), key, platform.urls());
    // spotless:off: one line per operation, however long.
    routes.add("GET /admin/audit-log", "atrium/get-audit-log", "", ADMINISTER_SITE, api::ofSite);
    routes.under("orgs/orgs").organization("GET /orgs/{org}/audit-log", "orgs/get-audit-log", "get-the-audit-log-for-an-organization", READ_AUDIT_LOG, api::ofOrganization);
    // spotless:on
  }

  /** Returns the receiver of refused requests. */
  public Refusals refusals() {
    return refusals;
  }

  @Override
  public List<JobHandler> jobs() {
    return retention.map(Retention::job).stream().toList();
  }

  @Override
  public void close() {
    refusals.close();
  }
}
