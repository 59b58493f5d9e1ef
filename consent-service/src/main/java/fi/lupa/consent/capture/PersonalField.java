// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

/** A personal field of a fact: its value goes into the vault and nowhere else. */
public record PersonalField(String name, Object value) {

    @Override
    public String toString() {
        return name + "[…]";
    }
}
