// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

/** A request of the person that is open or done; {@code stopsContact} for erasure, restriction and objection, or when in doubt. */
public record RightsRequest(String controller, boolean stopsContact, boolean completed) {}
