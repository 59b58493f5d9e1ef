// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

/** Packed bytes that say nothing, or more than they hold. */
final class UnpackableException extends RuntimeException {

    UnpackableException() {
        super("packed bytes cannot be read");
    }
}
