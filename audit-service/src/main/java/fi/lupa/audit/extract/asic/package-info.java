// SPDX-License-Identifier: Apache-2.0
/**
 * The container of ETSI EN 319 162 (ASiC-E with CAdES): a ZIP that is written once from front to back, with a seal over all of it.
 *
 * <p>Invariant: nothing but names and digests is kept in memory; whatever is in the container is under the seal.
 *
 * <p>Neighbours: knows nothing of logs or extracts; the extract writes through it.
 */
@NullMarked
package fi.lupa.audit.extract.asic;

import org.jspecify.annotations.NullMarked;
