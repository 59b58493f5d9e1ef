// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import org.jspecify.annotations.Nullable;

/** The state after a fact, and what came of the fact; null for a fact that is neither a yes nor a no. */
public record Folding(PermissionState state, @Nullable Effect effect) {}
