// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

/** The figure cannot be taken as things are; the message tells a person what to do. */
final class NotPossibleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPossibleException(String message) {
        super(message);
    }
}
