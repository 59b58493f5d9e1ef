// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.support;

import fi.lupa.platform.id.TenantId;
import java.util.UUID;

/** A catalogue entry as the contract writes it. */
public record CatalogueJson(
        TenantId tenant, String kind, String id, String version, int ordinal, long xid, String body) {

    /** A controller with a domain of its own and the given limit of freshness. */
    public static CatalogueJson controller(TenantId tenant, String key, UUID domain, String freshness, long xid) {
        return controller(tenant, key, domain, freshness, 1, xid);
    }

    /** One version of such a controller. */
    public static CatalogueJson controller(
            TenantId tenant, String key, UUID domain, String freshness, int ordinal, long xid) {
        String body = """
                {"key":"%s","legalName":"Kysely Oy","defaultRegion":"FI","timeZone":"Europe/Helsinki","languages":["fi"],
                 "productGroups":[],"identityDomain":"%s","ownClients":[],
                 "policies":{"freshness":{"default":"%s"},"minors":"EXCLUDE"}}
                """.formatted(key, domain, freshness);
        return new CatalogueJson(tenant, "controller", key, Integer.toString(ordinal), ordinal, xid, body);
    }

    /** A marketing purpose by e-mail that needs consent. */
    public static CatalogueJson newsletter(TenantId tenant, String controller, long xid) {
        String body = """
                {"controller":"%s","key":"newsletter","category":"DIRECT_MARKETING","channels":["EMAIL"],
                 "basis":{"EMAIL":["CONSENT"]},"lia":null,"validity":"P24M","doubleOptIn":false,"topics":["news"],
                 "ownOffersOnly":true,"refusalInEveryMessage":true,"flags":[],"retired":false,"title":{"fi":"Uutiskirje"}}
                """.formatted(controller);
        return new CatalogueJson(tenant, "purpose", controller + "/newsletter", "1", 1, xid, body);
    }

    /** A notice on which the controller's consents rest. */
    public static CatalogueJson notice(TenantId tenant, String controller, long xid) {
        String body = """
                {"version":"1","effectiveFrom":"2020-01-01T00:00:00Z","changeClass":"EDITORIAL","affects":[],
                 "onMaterial":"RECONSENT","controllers":["%s"],"partners":[],"texts":{}}
                """.formatted(controller);
        return new CatalogueJson(tenant, "notice", "newsletter-notice", "1", 1, xid, body);
    }

    /** A mandate of a processor. */
    public static CatalogueJson mandate(
            TenantId tenant, String processor, String controller, String purposes, long xid) {
        String body = """
                {"processor":"%s","controller":"%s","purposes":%s,"channels":["*"],"rights":["DECIDE"],
                 "from":"2020-01-01T00:00:00Z","until":null}
                """.formatted(processor, controller, purposes);
        return new CatalogueJson(tenant, "mandate", UUID.randomUUID().toString(), "1", 1, xid, body);
    }

    /** A later version of the same entry, with another body. */
    public CatalogueJson next(long laterXid, String newBody) {
        String number = Integer.toString(ordinal + 1);
        return new CatalogueJson(tenant, kind, id, number, ordinal + 1, laterXid, newBody);
    }

    /** The record's key. */
    public String key() {
        return tenant.value() + ":" + kind + ":" + id + ":" + version;
    }

    /** The record's value. */
    public String json() {
        return """
                {"tenant":"%s","kind":"%s","id":"%s","version":"%s","ordinal":%d,"epoch":1,"xid":"%d",
                 "recordedAt":"2026-01-01T08:00:00.000Z","body":%s}
                """.formatted(tenant.value(), kind, id, version, ordinal, xid, body);
    }
}
