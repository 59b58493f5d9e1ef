// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** How the control stood before the person touched it; a box that was ticked already proves nothing (C-673/17). */
public enum ControlDefault {
    UNCHECKED,
    CHECKED,
    NONE
}
