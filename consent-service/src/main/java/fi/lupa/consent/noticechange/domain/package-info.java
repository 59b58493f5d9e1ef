// SPDX-License-Identifier: Apache-2.0
/**
 * Says whom a changed notice concerns.
 *
 * <p>Invariant: nobody of whom no permission stands.
 *
 * <p>Neighbours: {@code permission.domain} has the state.
 */
@NullMarked
package fi.lupa.consent.noticechange.domain;

import org.jspecify.annotations.NullMarked;
