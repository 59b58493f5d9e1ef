// SPDX-License-Identifier: Apache-2.0
/**
 * What a tool needs to ask "may we contact X?", thin over the OpenAPI document.
 *
 * <p>Invariant: everything but an ALLOW that was answered with 200 means "do not contact", whatever went wrong.
 *
 * <p>Neighbours: talks to preference-service over HTTP; depends on no other module.
 */
@NullMarked
package fi.lupa.client;

import org.jspecify.annotations.NullMarked;
