// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.architecture;

import jakarta.ws.rs.Path;

/** Breaks a rule on purpose: a resource for all to use. It has no method, so it answers nothing. */
@Path("/on-purpose/public")
public final class PublicResource {}
