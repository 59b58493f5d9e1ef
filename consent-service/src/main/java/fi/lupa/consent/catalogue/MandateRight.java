// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

/** What a processor may do for a controller. */
public enum MandateRight {
    CAPTURE,
    DECIDE,
    CATALOGUE,
    EXPORT,
    ERASE
}
