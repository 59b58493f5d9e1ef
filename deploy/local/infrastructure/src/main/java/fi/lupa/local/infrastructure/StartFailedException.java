// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

/** Says that a part of the local infrastructure did not become ready; the message names the part and ends with the last lines of its log. */
public final class StartFailedException extends RuntimeException {

    StartFailedException(String part, String reason, String logTail) {
        super(part + " " + reason + "; last lines of its log:\n" + logTail);
    }
}
