// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.CatalogueHistory;
import fi.lupa.consent.catalogue.Category;
import fi.lupa.consent.catalogue.LegalBasis;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.receipt.DpvTerms;
import fi.lupa.consent.receipt.Ld;
import fi.lupa.consent.receipt.ReceiptNames;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what the catalogue says: who the controller is, what for and how long, and the texts that were shown. Within a transaction. */
@ApplicationScoped
class CataloguePart {

    private static final Map<LegalBasis, String> BASES = new EnumMap<>(Map.of(
            LegalBasis.CONSENT, "eu-gdpr:A6-1-a",
            LegalBasis.CONTRACT, "eu-gdpr:A6-1-b",
            LegalBasis.LEGAL_OBLIGATION, "eu-gdpr:A6-1-c",
            LegalBasis.LEGITIMATE_INTEREST, "eu-gdpr:A6-1-f",
            LegalBasis.SOFT_OPT_IN, "eu-gdpr:A6-1-f"));
    private static final String PROFILES = "USES_PROFILING";

    private final Catalogue catalogue;
    private final CatalogueHistory history;
    private final ReceiptNames names;

    CataloguePart(Catalogue catalogue, CatalogueHistory history, ReceiptNames names) {
        this.catalogue = catalogue;
        this.history = history;
        this.names = names;
    }

    /** Who is responsible, and how it and its data protection officer are reached; what nobody has registered is missing. */
    ObjectNode controller(TenantId tenant, String key, Instant at) {
        JsonNode body =
                history.controller(tenant, key, at).map(JsonNode.class::cast).orElseGet(Ld::object);
        ObjectNode party = Ld.typed("dpv:Organisation", "dpv:DataController");
        party.put("@id", names.controller(key)).put("dct:identifier", key);
        party.put("dpv:hasName", body.path("legalName").asText(key));
        put(party, "dpv:hasIdentifier", body.path("businessId"));
        put(party, "dpv:hasAddress", body.path("address"));
        put(party, "dpv:hasContact", body.path("contact"));
        put(party, "lupa:dataProtectionOfficer", body.path("dpoContact"));
        return party;
    }

    private static void put(ObjectNode to, String member, JsonNode said) {
        if (said.isTextual()) {
            to.set(member, said);
        }
    }

    ArrayNode purposes(TenantId tenant, String controller) {
        return Ld.list(catalogue.purposesOf(tenant, controller).stream()
                .map(this::purpose)
                .toList());
    }

    private ObjectNode purpose(Purpose purpose) {
        ObjectNode process = Ld.typed("dpv:Process");
        ArrayNode titles = process.putArray("dct:title");
        purpose.title().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(title -> titles.add(Ld.text(title.getKey(), title.getValue())));
        process.put("lupa:category", purpose.category().name());
        ArrayNode flags = process.putArray("lupa:flags");
        purpose.flags().stream().sorted().forEach(flags::add);
        ObjectNode what = Ld.typed("dpv:Purpose");
        what.put("@id", names.purpose(purpose.controller(), purpose.key()));
        what.put("dct:identifier", purpose.key()).put("dct:hasVersion", Integer.toString(purpose.version()));
        what.set("skos:broader", Ld.ref(DpvTerms.purpose(asWords(purpose))));
        process.set("dpv:hasPurpose", Ld.list(what));
        process.set("dpv:hasProcessing", processing(purpose));
        basis(process, purpose);
        if (purpose.validity() != null) {
            process.put("lupa:validity", purpose.validity().text());
        }
        return process.put("lupa:retired", purpose.retired());
    }

    private static ObjectNode asWords(Purpose purpose) {
        ObjectNode words = Ld.object().put("category", purpose.category().name());
        ArrayNode flags = words.putArray("flags");
        purpose.flags().forEach(flags::add);
        return words;
    }

    private static ArrayNode processing(Purpose purpose) {
        ArrayNode all = Ld.list(Ld.ref("dpv:Use"), Ld.ref("dpv:Store"));
        if (purpose.category() == Category.PROFILING || purpose.flags().contains(PROFILES)) {
            all.add(Ld.ref("dpv:Profiling"));
        }
        return all;
    }

    private static void basis(ObjectNode process, Purpose purpose) {
        ObjectNode byChannel = Ld.object();
        purpose.basis().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(one -> one.getValue()
                .forEach(basis -> byChannel.withArray(one.getKey()).add(basis.name())));
        process.set("lupa:basis", Literals.json(byChannel));
        process.set(
                "dpv:hasLegalBasis",
                Ld.list(purpose.basis().values().stream()
                        .flatMap(List::stream)
                        .map(BASES::get)
                        .filter(term -> term != null)
                        .distinct()
                        .sorted()
                        .map(Ld::ref)
                        .toList()));
    }

    /** The words of a notice in the language in which it was shown. */
    Optional<ObjectNode> notice(TenantId tenant, Survey.Shown shown) {
        return history.notice(tenant, shown.id(), shown.version()).map(body -> {
            ObjectNode notice = Ld.typed("dpv:ConsentNotice");
            notice.put("@id", names.notice(shown.id(), shown.version())).put("dct:identifier", shown.id());
            notice.put("dct:hasVersion", shown.version()).put("dct:language", shown.language());
            JsonNode text = body.path("texts").path(shown.language());
            for (String member : List.of("title", "body", "controlLabel", "sha256")) {
                put(notice, "lupa:" + member, text.path(member));
            }
            notice.set("lupa:partners", body.path("partners").deepCopy());
            notice.set("lupa:transfers", body.path("transfers").deepCopy());
            return notice;
        });
    }

    /** Who records for the controller under a mandate. */
    boolean isProcessor(TenantId tenant, String client, String controller) {
        boolean own = catalogue
                .controller(tenant, controller)
                .filter(known -> known.ownClients().contains(client))
                .isPresent();
        return !own
                && catalogue.mandatesOf(tenant, client).stream()
                        .anyMatch(mandate -> mandate.controller().equals(controller));
    }
}
