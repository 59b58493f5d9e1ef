// SPDX-License-Identifier: Apache-2.0
/**
 * Who may ask for what: controllers, purposes, notices, mandates, groups, arrangements and partners, each change a new version.
 *
 * <p>Invariant: an entry is never edited; a version and the news of it are committed together; nobody leaves an identity domain that has
 * subjects.
 *
 * <p>Neighbours: capture reads through {@link fi.lupa.consent.catalogue.Catalogue}; versions go out through {@code journal}.
 */
@NullMarked
package fi.lupa.consent.catalogue;

import org.jspecify.annotations.NullMarked;
