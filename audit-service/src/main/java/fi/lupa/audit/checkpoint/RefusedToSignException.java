// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

/** Signing would vouch for a second history: a human must act. */
final class RefusedToSignException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedToSignException(String reason) {
        super(reason);
    }
}
