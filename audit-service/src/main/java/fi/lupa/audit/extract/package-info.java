// SPDX-License-Identifier: Apache-2.0
/**
 * Extracts: what an authority gets, one sealed file that can be checked offline; asked for by one person, released by another.
 *
 * <p>Invariant: nothing is issued that is not in the log itself as {@code extract.issued}; no personal data is kept here, the bundle
 * is made while it is fetched.
 *
 * <p>Neighbours: reads the log's tables as {@code lupa_audit_reader}, leaves its own events to the log; the container is asic's.
 */
@NullMarked
package fi.lupa.audit.extract;

import org.jspecify.annotations.NullMarked;
