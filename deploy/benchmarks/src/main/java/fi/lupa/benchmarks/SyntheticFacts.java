// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.id.UuidV7;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Facts of the size and shape that consent-service publishes, about nobody, of a tenant that exists for this only. */
final class SyntheticFacts {

    static final String TENANT = "benchmark";
    static final String CONTROLLER = "benchmark";

    private static final String TOPIC = "lupa.permission-events.v1";
    private static final String KIND = "consent.given";
    private static final int DIGEST_BYTES = 32;
    private static final int DIGESTS = 5;

    private final String tenant = TenantId.ofKey(TENANT).toString();
    private final Random random;
    private final String domain;
    private final String notice;
    private long number;

    SyntheticFacts(long seed) {
        this.random = new Random(seed);
        this.domain = id(Instant.now());
        this.notice = "5e".repeat(DIGEST_BYTES);
    }

    String newSubject() {
        return SubjectId.random(random).value();
    }

    /** The next fact, about this subject. */
    ProducerRecord<String, byte[]> next(String subject, int revision) {
        return next(subject, revision, CONTROLLER);
    }

    /** The next fact, about this subject and of that controller. */
    ProducerRecord<String, byte[]> next(String subject, int revision, String controller) {
        number++;
        Instant now = Instant.now();
        String time = Timestamps.format(now);
        String id = id(now);
        String value = begin(id, subject, revision, time, controller) + consent(now) + end(time);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(TOPIC, tenant + ":" + subject, value.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_source",
                        "/lupa/consent-service",
                        "ce_type",
                        "fi.lupa." + KIND + ".v1",
                        "ce_time",
                        time,
                        "ce_subject",
                        subject,
                        "content-type",
                        "application/json")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private String begin(String id, String subject, int revision, String time, String controller) {
        return "{\"id\":\"" + id + "\",\"kind\":\"" + KIND + "\",\"tenant\":\"" + tenant + "\",\"domain\":\"" + domain
                + "\",\"subject\":\"" + subject + "\",\"epoch\":1,\"revision\":" + revision + ",\"xid\":\""
                + (1000 + number)
                + "\",\"recordedAt\":\"" + time + "\",\"at\":\"" + time
                + "\",\"client\":\"benchmark-tool\",\"controller\":\"" + controller + "\",";
    }

    private String consent(Instant now) {
        return "\"consent\":{\"recordId\":\"" + id(now) + "\",\"purpose\":\"newsletter\",\"purposeVersion\":1,"
                + "\"channel\":\"EMAIL\",\"identifierType\":\"EMAIL\",\"choice\":\"GIVEN\",\"state\":\"GIVEN\","
                + "\"effective\":true,\"because\":null,\"basis\":\"CONSENT\",\"topics\":[],\"offerOwners\":[],"
                + "\"disclosedTo\":[],\"explicit\":false,\"doNotAskBefore\":null,\"expiresAt\":null,"
                + "\"notice\":{\"id\":\"newsletter-notice\",\"version\":\"1.1\",\"language\":\"fi\",\"sha256\":\""
                + notice
                + "\"}},";
    }

    private String end(String time) {
        StringBuilder text = new StringBuilder(
                        "\"capture\":{\"method\":\"SURVEY_TICK\",\"actor\":\"SUBJECT\",\"at\":\"")
                .append(time)
                .append(
                        "\",\"original\":null,\"controlDefault\":\"UNCHECKED\",\"conditional\":false,\"bundled\":false,")
                .append("\"gpc\":false},\"_sd_alg\":\"sha-256\",\"_sd\":[");
        for (int i = 0; i < DIGESTS; i++) {
            text.append(i == 0 ? "\"" : ",\"").append(digest()).append('"');
        }
        return text.append("]}").toString();
    }

    private String digest() {
        byte[] bytes = new byte[DIGEST_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String id(Instant now) {
        return UuidV7.at(now, random).toString();
    }
}
