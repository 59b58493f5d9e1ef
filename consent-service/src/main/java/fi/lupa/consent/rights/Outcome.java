// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

/** How a request ended. */
enum Outcome {
    GRANTED,
    REFUSED
}
