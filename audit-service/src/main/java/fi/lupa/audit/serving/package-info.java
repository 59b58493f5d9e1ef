// SPDX-License-Identifier: Apache-2.0
/**
 * What readers of the log get: entries as they were logged, what was refused, which logs there are; tiles, checkpoints and proofs.
 *
 * <p>Invariant: a caller sees its tenant's entries and of these only those about controllers it acts for; the bytes of a leaf come out as they went in.
 *
 * <p>Neighbours: reads PostgreSQL as {@code lupa_audit_reader} under row-level security; callers and problems come from the platform.
 */
@NullMarked
package fi.lupa.audit.serving;

import org.jspecify.annotations.NullMarked;
