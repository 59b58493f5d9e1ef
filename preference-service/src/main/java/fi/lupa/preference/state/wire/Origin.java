// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.preference.state.domain.Part;

/** Where a record stands. */
public record Origin(Part part, long offset) {}
