// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

/** Going on would lose records or fork a log: a human must act. */
final class HaltedException extends RuntimeException {

    HaltedException(String reason) {
        super(reason);
    }
}
