// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The controllers for all of whom a reader of a line acts, told from the line itself. */
public final class Concerns {

    private static final String CATALOGUE = "catalogue.";

    /** About several controllers, it names none: its readers act for all whom the requester acted for. */
    private static final String EXTRACT = "extract.issued";

    private Concerns() {}

    /** Returns them in their order; empty where the line shows too little of what it is about. */
    public static Optional<List<String>> of(JsonNode leaf) {
        String only = leaf.path("ctl").textValue();
        if (only != null) {
            return Optional.of(List.of(only));
        }
        String kind = leaf.path("kind").asText();
        if (kind.equals(EXTRACT)) {
            return Optional.empty();
        }
        if (!kind.startsWith(CATALOGUE)) {
            return Optional.of(List.of());
        }
        JsonNode body = leaf.at("/fact/body");
        return body.isObject() ? Optional.of(CatalogueReader.controllers(body)) : Optional.empty();
    }
}
