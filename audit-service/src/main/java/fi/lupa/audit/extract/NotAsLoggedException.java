// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

/** The log is not as it was signed: such an extract is never sealed. */
final class NotAsLoggedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotAsLoggedException(Rail rail, long position) {
        super("position " + position + " of a " + rail.kind().word() + " is not as it was logged");
    }

    NotAsLoggedException(String what) {
        super(what);
    }
}
