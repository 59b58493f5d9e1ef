// SPDX-License-Identifier: Apache-2.0
/**
 * Every refusal and failure as RFC 9457 problem details.
 *
 * <p>Invariant: no title, detail or pointer shows a value that the caller sent, a class name or a statement.
 *
 * <p>Neighbours: used by all resources and by the Vert.x routes; security and Jackson failures are translated here.
 */
@NullMarked
package fi.lupa.platform.problem;

import org.jspecify.annotations.NullMarked;
