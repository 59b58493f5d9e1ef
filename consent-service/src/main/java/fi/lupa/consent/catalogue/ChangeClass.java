// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

/** Whether a new version of a notice says the same in better words or says something else. */
public enum ChangeClass {
    EDITORIAL,
    MATERIAL
}
