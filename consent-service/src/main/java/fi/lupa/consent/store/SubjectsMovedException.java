// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

/** An identifier went to another subject between two readings: roll back and start again. */
final class SubjectsMovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SubjectsMovedException() {
        super("an identifier moved", null, false, false);
    }
}
