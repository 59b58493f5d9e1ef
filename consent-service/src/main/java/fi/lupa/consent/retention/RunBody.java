// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import fi.lupa.consent.capture.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/retention-reports}.
 *
 * @param at as of when; null: now. Later than now shows what will be due then if nothing changes
 */
record RunBody(@Required String controller, @Nullable Instant at) {}
