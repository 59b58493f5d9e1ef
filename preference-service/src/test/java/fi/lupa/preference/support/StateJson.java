// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.support;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** A state as the contract writes it: one e-mail address, one cell for the newsletter. */
public record StateJson(
        TenantId tenant,
        UUID domain,
        SubjectId subject,
        IdentifierKey email,
        int epoch,
        int revision,
        long xid,
        String controller,
        String choices,
        String objections,
        String contact) {

    /** The day of the consent; what is valid for two years from a fixed date is a test that ends with it. */
    private static final LocalDate FIRST = LocalDate.ofInstant(
                    Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()), ZoneOffset.UTC)
            .minusDays(20);

    private static final String PERMISSION = dated("""
            {"recordId":"018f0000-0000-7000-8000-000000000001","method":"SURVEY_TICK","actor":"SUBJECT",
             "at":"@DAY0T08:00:00.000Z","recordedAt":"@DAY0T08:00:00.100Z","effectiveAt":"@DAY0T08:00:00.000Z",
             "notice":{"id":"newsletter-notice","version":"1","language":"fi"},"topics":[],"offerOwners":[],"disclosedTo":[],
             "explicit":false,"lifts":[]}
            """);
    private static final String CONSUMER = "\"kind\":\"CONSUMER\"";
    private static final String PROHIBITION = dated("""
            {"kind":"WITHDRAWN","recordId":"018f0000-0000-7000-8000-000000000002","at":"@DAY1T08:00:00.000Z",
             "recordedAt":"@DAY1T08:00:00.100Z","doNotAskBefore":null}
            """);

    /** The first revision of a new person who has consented to the newsletter. */
    public static StateJson given(TenantId tenant, UUID domain, String controller, IdentifierKey email, long xid) {
        return new StateJson(
                tenant,
                domain,
                SubjectId.random(new SecureRandom()),
                email,
                1,
                1,
                xid,
                controller,
                cell(controller, PERMISSION, "null"),
                "",
                CONSUMER);
    }

    /** The first revision of somebody at work who has said nothing; {@code organisation} is JSON, may be null. */
    public static StateJson atWork(
            TenantId tenant, UUID domain, String controller, IdentifierKey email, String kind, String organisation) {
        String contact = "\"kind\":\"%s\",\"organisation\":%s".formatted(kind, organisation);
        return new StateJson(
                tenant,
                domain,
                SubjectId.random(new SecureRandom()),
                email,
                1,
                1,
                World.nextXid(),
                controller,
                "",
                "",
                contact);
    }

    /** The next revision of the same person, who has withdrawn. */
    public StateJson withdrawn(long laterXid) {
        return next(laterXid, cell(controller, "null", PROHIBITION), objections);
    }

    /** The next revision of the same person, who has consented again. */
    public StateJson givenAgain(long laterXid) {
        return next(laterXid, cell(controller, PERMISSION, PROHIBITION), objections);
    }

    /** The next revision of the same person, who objects to all marketing. */
    public StateJson objecting(long laterXid) {
        return objecting("ALL_MARKETING", laterXid);
    }

    /** The next revision, with an objection of this scope. */
    public StateJson objecting(String scope, long laterXid) {
        String objection = dated("""
                {"id":"018f0000-0000-7000-8000-000000000003","controller":"%s","scope":"%s","channel":null,
                 "purpose":null,"topic":null,"at":"@DAY2T08:00:00.000Z","recordedAt":"@DAY2T08:00:00.000Z",
                 "liftedAt":null}
                """.formatted(controller, scope));
        return next(laterXid, choices, objection);
    }

    /** The same words in another epoch. */
    public StateJson inEpoch(int other, int otherRevision, long otherXid) {
        return new StateJson(
                tenant,
                domain,
                subject,
                email,
                other,
                otherRevision,
                otherXid,
                controller,
                choices,
                objections,
                contact);
    }

    private StateJson next(long laterXid, String newChoices, String newObjections) {
        return new StateJson(
                tenant,
                domain,
                subject,
                email,
                epoch,
                revision + 1,
                laterXid,
                controller,
                newChoices,
                newObjections,
                contact);
    }

    private static String cell(String controller, String permission, String prohibition) {
        return """
                {"controller":"%s","purpose":"newsletter","channel":"EMAIL","identifier":1,"permission":%s,"prohibition":%s,
                 "pending":null,"undemonstrable":null,"askedAt":null}
                """.formatted(controller, permission, prohibition);
    }

    /** The record's key. */
    public String key() {
        return tenant.value() + ":" + subject.value();
    }

    /** The record's value. */
    public String json() {
        return dated("""
                {"tenant":"%s","domain":"%s","subject":"%s","status":"LIVE","mergedInto":null,"epoch":%d,"revision":%d,
                 "xid":"%d","recordedAt":"@DAY1T08:00:00.100Z",
                 "identifiers":[{"ref":1,"type":"EMAIL","key":"%s","keyVersion":%d,"since":{"epoch":1,"xid":"1"}}],
                 "choices":[%s],"objections":[%s],
                 "contacts":[{"controller":"%s",%s,"ageBand":"ADULT","nextBandOn":null,"source":null,
                   "workProductGroups":[],"language":"fi","timeZone":null,"recordedAt":"@DAY0T08:00:00.100Z"}],
                 "relationships":[],"restrictions":[],"rightsRequests":[]}
                """.formatted(
                        tenant.value(),
                        domain,
                        subject.value(),
                        epoch,
                        revision,
                        xid,
                        email.base64Url(),
                        email.version(),
                        choices,
                        objections,
                        controller,
                        contact));
    }

    /** The date so many days after the consent's. */
    public static String day(int number) {
        return FIRST.plusDays(number).toString();
    }

    private static String dated(String json) {
        return json.replace("@DAY0", day(0)).replace("@DAY1", day(1)).replace("@DAY2", day(2));
    }
}
