// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.saved;

import fi.lupa.preference.state.packed.AllStates;
import java.time.Instant;

/** All states as they were when everything before the positions was read, and when that was. */
public record SavedStates(Instant savedAt, Reached reached, AllStates states) {}
