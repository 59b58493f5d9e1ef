// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

/** A letter to a person that asks nothing of them. */
public record Letter(Language language, String subject, String text) {

    @Override
    public String toString() {
        return "Letter[…]";
    }
}
