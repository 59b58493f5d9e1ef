// SPDX-License-Identifier: Apache-2.0
/**
 * Who calls: tenant, client, controllers and scopes out of a verified token.
 *
 * <p>Invariant: a resource method that does not say who may call it is refused.
 *
 * <p>Neighbours: built on quarkus-oidc; refusals leave as problems.
 */
@NullMarked
package fi.lupa.platform.caller;

import org.jspecify.annotations.NullMarked;
