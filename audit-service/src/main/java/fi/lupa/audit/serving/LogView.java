// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import java.time.Instant;

/**
 * A log and how far it has grown.
 *
 * @param rootHash root of its tree of that size as in RFC 6962, hexadecimal; what is signed is its checkpoint
 */
record LogView(String name, int year, Instant openedAt, long size, String rootHash) {}
