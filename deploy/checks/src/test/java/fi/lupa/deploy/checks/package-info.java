// SPDX-License-Identifier: Apache-2.0
/**
 * Checks of what is under {@code deploy/}: dashboards, alert rules, Compose, Kubernetes, the realm.
 * Invariant: no server is started and nothing but files is read, so the checks take seconds on a bare machine.
 * Neighbours: the services' sources and docs/operations.md, read as text.
 */
@NullMarked
package fi.lupa.deploy.checks;

import org.jspecify.annotations.NullMarked;
