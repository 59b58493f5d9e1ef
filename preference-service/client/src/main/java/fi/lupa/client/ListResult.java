// SPDX-License-Identifier: Apache-2.0
package fi.lupa.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How the check of a list ended.
 *
 * @param complete whether every line was answered; if not, contact nobody by what was handed over
 * @param code why it is not complete
 * @param receipt what the service keeps of it
 */
public record ListResult(boolean complete, String code, JsonNode receipt) {}
