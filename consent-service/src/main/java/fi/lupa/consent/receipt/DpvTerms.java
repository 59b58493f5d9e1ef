// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one mapping from our words to those of DPV 2.3; what DPV has no word for stays in our own name space. */
public final class DpvTerms {

    static final String RECEIPT_PROFILE = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr";
    static final String RECORD_PROFILE = "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr";

    private static final Map<String, String> CONTEXT = Map.ofEntries(
            Map.entry("dpv", "https://w3id.org/dpv#"),
            Map.entry("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"),
            Map.entry("legal-eu", "https://w3id.org/dpv/legal/eu#"),
            Map.entry("legal-fi", "https://w3id.org/dpv/legal/fi#"),
            Map.entry("pd", "https://w3id.org/dpv/pd#"),
            Map.entry("loc", "https://w3id.org/dpv/loc#"),
            Map.entry("dct", "http://purl.org/dc/terms/"),
            Map.entry("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
            Map.entry("xsd", "http://www.w3.org/2001/XMLSchema#"),
            Map.entry("skos", "http://www.w3.org/2004/02/skos/core#"),
            Map.entry("lupa", "https://docs.lupa.example/ns#"));

    private static final Map<String, String> STATUS = Map.of(
            "PENDING_CONFIRMATION", "dpv:ConsentRequested",
            "GIVEN", "dpv:ConsentGiven",
            "REFUSED", "dpv:ConsentRefused",
            "WITHDRAWN", "dpv:ConsentWithdrawn",
            "NOT_ANSWERED", "dpv:ConsentRequestDeferred",
            "NOT_DEMONSTRABLE", "dpv:ConsentInvalidated",
            "EXPIRED", "dpv:ConsentExpired");
    private static final String UNKNOWN = "dpv:ConsentUnknown";
    private static final String INVALID = "dpv:ConsentInvalidated";

    private static final Map<String, String> PURPOSES = Map.of(
            "DIRECT_MARKETING", "dpv:DirectMarketing",
            "PROFILING", "dpv:Personalisation",
            "SURVEY", "dpv:CommercialResearch",
            "COOKIE", "dpv:ServiceUsageAnalytics",
            "AD_AUDIENCE", "dpv:TargetedAdvertising");
    private static final Map<String, String> PERSONAL_DATA =
            Map.of("EMAIL", "pd:EmailAddress", "PHONE", "pd:TelephoneNumber");
    private static final Set<String> PROFILES = Set.of("PROFILING");
    private static final String CROSS_CONTEXT = "CROSS_CONTEXT_ADS";

    private DpvTerms() {}

    /** The fixed context: no processor has to fetch anything. */
    public static ObjectNode context() {
        ObjectNode context = Ld.object();
        CONTEXT.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(prefix -> context.put(prefix.getKey(), prefix.getValue()));
        return context;
    }

    /** The state of a consent; a yes without effect is never called given, a word we do not know is unknown. */
    public static String status(JsonNode consent) {
        String state = consent.path("state").asText();
        boolean idleYes = "GIVEN".equals(state) && !consent.path("effective").booleanValue();
        return idleYes ? INVALID : STATUS.getOrDefault(state, UNKNOWN);
    }

    public static String purpose(JsonNode purpose) {
        for (JsonNode flag : purpose.path("flags")) {
            if (CROSS_CONTEXT.equals(flag.asText())) {
                return "dpv:TargetedAdvertising";
            }
        }
        return PURPOSES.getOrDefault(purpose.path("category").asText(), "dpv:Purpose");
    }

    static List<String> processing(JsonNode purpose) {
        return PROFILES.contains(purpose.path("category").asText())
                ? List.of("dpv:Use", "dpv:Store", "dpv:Profiling")
                : List.of("dpv:Use", "dpv:Store");
    }

    public static String personalData(String identifierType) {
        return PERSONAL_DATA.getOrDefault(identifierType, "dpv:PersonalData");
    }

    static String legalBasis(JsonNode consent) {
        return consent.path("explicit").booleanValue()
                ? "eu-gdpr:A6-1-a-explicit-consent"
                : "eu-gdpr:A6-1-a-non-explicit-consent";
    }

    public static String expression(JsonNode consent) {
        return consent.path("explicit").booleanValue() ? "dpv:ExplicitlyExpressedConsent" : "dpv:ExpressedConsent";
    }
}
