// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

/** Something in a log that is not as it was logged; says where, and nothing of what is in it. */
record Finding(String log, String what) {

    @Override
    public String toString() {
        return "log " + log + ": " + what;
    }
}
