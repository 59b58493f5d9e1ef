// SPDX-License-Identifier: Apache-2.0
/**
 * Revision tokens: which journal position a question must at least have seen.
 *
 * <p>Invariant: a token that was not minted under the link key for this very tenant does not verify.
 *
 * <p>Neighbours: minted by consent-service, verified by preference-service; keys come as a mounted file.
 */
@NullMarked
package fi.lupa.platform.token;

import org.jspecify.annotations.NullMarked;
