// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** Why a permission was stored and changes nothing; where several apply, the first in this order is said. */
public enum Because {
    NOT_DEMONSTRABLE,
    REPLAYED_ACT,
    LATER_PROHIBITION,
    NEEDS_CONTROL_OF_ADDRESS,
    NEEDS_CONFIRMATION
}
