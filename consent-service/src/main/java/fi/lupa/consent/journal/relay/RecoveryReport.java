// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.util.List;

/**
 * What a recovery did, and what it leaves to people. It names subjects and records by their ids only.
 *
 * @param epoch the epoch that was opened
 * @param subjects how many subjects the topics knew better than the database
 * @param prohibitions how many withdrawals, refusals, objections and entries of suppression lists were recorded again
 * @param permissions what stands on the topic as permitted and is not recorded again: the person has to be asked
 * @param byHand what has to be done again by hand: merges, erasures, entries of the catalogue
 */
public record RecoveryReport(
        int epoch, int subjects, int prohibitions, List<String> permissions, List<String> byHand) {}
