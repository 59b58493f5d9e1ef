// SPDX-License-Identifier: Apache-2.0
/**
 * The report for people in an extract: PDF/A in one of three languages, in words and drawings.
 *
 * <p>Invariant: it is bounded, however large the extract is, and says in words where it leaves out; it proves nothing and says so.
 *
 * <p>Neighbours: told by the extract what was written; knows nothing of logs, databases or HTTP.
 */
@NullMarked
package fi.lupa.audit.extract.report;

import org.jspecify.annotations.NullMarked;
