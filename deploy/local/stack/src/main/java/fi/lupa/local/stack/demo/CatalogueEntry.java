// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One entry to create.
 *
 * @param client the administrator who creates it
 * @param path where it is posted
 * @param itself where it is found afterwards; the same as {@code path} when only the list tells
 * @param body what is posted
 */
record CatalogueEntry(String client, String path, String itself, JsonNode body) {

    boolean isFoundInListOnly() {
        return path.equals(itself);
    }
}
