// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.demo;

import java.util.Map;
import java.util.TreeMap;

/** The files of the sample organization that are worth a search. */
final class DemoFiles {
  /** What {@code acme/payments} has, by path. */
  static final Map<String, String> PAYMENTS =
      new TreeMap<>(
          Map.of(
              "README.md",
              """
              # Payments

              How Acme charges cards, and gives money back.

              - `docs/refunds.md`: when a customer gets a refund, and who approves it
              - `src/Card.java`: the code that charges and refunds
              """,
              "docs/refunds.md",
              """
              # Refunds

              A customer who asks within 30 days gets a full refund. Nobody has to approve it.

              ## Later than that
              The team lead approves a refund of up to 500 euros. More takes the finance team.

              ## How it is paid
              A refund goes back to the card that was charged. If the card has expired, send a
              bank transfer instead, and write the number of the order into its reference.

              ## Limits
              A charge is refunded once. A second request for the same charge is refused with
              `already_refunded`, so that a retry does no harm.
              """,
              "src/Card.java",
              """
              /** A customer's card. */
              final class Card {
                private final Ledger ledger;

                Card(Ledger ledger) {
                  this.ledger = ledger;
                }

                /** Charges the card. The key makes a retry safe. */
                Charge charge(Money amount, String key) {
                  return ledger.find(key).orElseGet(() -> ledger.add(amount, key));
                }

                /** Gives the money of a charge back, once. */
                void refund(Charge charge) {
                  if (charge.isRefunded()) {
                    throw new Refused("already_refunded");
                  }
                  ledger.add(charge.amount().negated(), "refund-" + charge.key());
                }
              }
              """));

  private DemoFiles() {}
}
