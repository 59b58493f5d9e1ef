// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/**
 * What the fold needs to know of a purpose and its controller.
 *
 * @param crossContext whether data leave the context they were given in (flags CROSS_CONTEXT_ADS, SHARES_OUTSIDE)
 * @param doubleOptIn whether a permission stands only once the address has been confirmed
 * @param withdrawalNeedsControl the controller's policy that a withdrawal, too, is lifted only by an act that shows control of the address
 */
public record PurposeRules(
        Category category, boolean crossContext, boolean doubleOptIn, boolean withdrawalNeedsControl) {}
