// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

/** Hears what is being done; a person watching wants to know. */
@FunctionalInterface
public interface Progress {

    /** Says nothing. */
    Progress SILENT = line -> {};

    /** Takes one line. */
    void say(String line);
}
