// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.capture.Unhurried;
import fi.lupa.consent.suppression.Published;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ErasureTest {

    /** What may stay of an erased subject: nothing of it is sealed but the journal's identifiers, and those open no more. */
    private static final List<String> SHELL = List.of(
            "callback_request",
            "consent_record",
            "contact_count",
            "deadline",
            "journal",
            "receipt",
            "rights_request",
            "subject");

    private final Tenant tenant = Tenant.named();
    private final Rights rights = new Rights(tenant);
    private final String mail = Body.anyMail();

    @Inject
    Vault vault;

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void leavesNothingThatAnyRemainingKeyOpens() {
        // Given
        Response given = tenant.consent(Body.ofMail(mail)
                .give("product-updates", "EMAIL")
                .give("newsletter", "EMAIL")
                .capture("evidence", Map.of("form", "salainen-lomake")));
        tenant.consent(Body.ofMail(Body.anyMail()).give("product-updates", "EMAIL"));
        String subject = given.jsonPath().getString("subjectId");

        // When
        Response done = rights.erase(mail);

        // Then
        assertThat(done.jsonPath().getBoolean("proofKept")).isTrue();
        assertThat(done.jsonPath().getMap("informPerson")).containsOnlyKeys("fi", "sv", "en");
        assertThat(new ArrayList<>(done.jsonPath().getMap("informPerson").values()))
                .doesNotHaveDuplicates();
        assertThat(tablesAbout(subject)).isSubsetOf(SHELL).contains("journal", "subject");
        assertThat(Stored.found(mail, "salainen-lomake", "Koe Henkil")).isEmpty();
        List<String> keys = Stored.texts(tenant, "SELECT encode(wrapped, 'hex') FROM subject_key WHERE tenant = ?");
        List<String> sealed = Stored.texts(
                tenant,
                "SELECT encode(sealed_identifiers, 'hex') FROM journal WHERE tenant = ? AND sealed_identifiers IS NOT"
                        + " NULL AND subject = '" + subject + "'");
        assertThat(keys).hasSize(1);
        assertThat(sealed).isNotEmpty();
        assertThat(new Openable(tenant, vault).texts())
                .isNotEmpty()
                .noneMatch(text -> text.contains(mail) || text.contains("salainen-lomake"));
        for (String text : sealed) {
            assertThatThrownBy(() -> vault.openWith(
                            HexFormat.of().parseHex(keys.get(0)),
                            TenantId.ofKey(tenant.key()),
                            SubjectId.parse(subject),
                            HexFormat.of().parseHex(text),
                            SealedUse.STATE_IDENTIFIERS))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void publishesTheShellAndATombstone() {
        // Given
        Response given = tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        String subject = given.jsonPath().getString("subjectId");

        // When
        rights.erase(mail);

        // Then
        String last = Stored.texts(
                        tenant,
                        "SELECT state::text || coalesce(sealed_identifiers::text, '-') FROM journal WHERE tenant = ?"
                                + " AND subject = '"
                                + subject + "' ORDER BY epoch DESC, xid DESC, position DESC LIMIT 1")
                .get(0);
        assertThat(last).contains("\"status\": \"ERASED\"", "\"choices\": []").endsWith("-");
        Published.await(tenant, found -> found.keySet().stream().anyMatch(key -> key.startsWith("erased:")));
        assertThat(tenant.get("/v1/subjects/" + subject).statusCode()).isEqualTo(404);
        assertThat(lookup().statusCode()).isEqualTo(404);
    }

    @Test
    void refusesEveryWayBackButThePersonsOwn() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        rights.erase(mail);

        // When
        Response imported = imported();
        Response described = tenant.post(
                "/v1/contacts",
                Map.of("controller", "kysely", "recipient", List.of(Map.of("type", "EMAIL", "value", mail))));
        Response staff = tenant.consent(
                Body.ofMail(mail).give("product-updates", "EMAIL").by("STAFF_ENTRY_UNSIGNED"));
        Map<String, Integer> counts = Stored.counts(tenant);
        Response refused = tenant.consent(
                Body.ofMail(mail).choose("REFUSED", "product-updates").by("STAFF_ENTRY_UNSIGNED"));
        Response importedAfterANo = imported("newsletter");
        Response own = tenant.consent(
                Body.ofMail(mail).give("product-updates", "EMAIL").by("DOUBLE_OPT_IN_LINK"));
        Response importedAfterAYes = imported("newsletter");

        // Then
        for (Response answer : List.of(imported, described, staff, importedAfterANo)) {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("IDENTIFIER_ERASED");
        }
        assertThat(counts).containsEntry("identifier", 0).containsEntry("subject", 1);
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(201);
        assertThat(own.jsonPath().getString("records[0].state")).isEqualTo("GIVEN");
        assertThat(importedAfterAYes.statusCode()).isEqualTo(201);
    }

    @Test
    void waitsForTheAddressToConfirm_whenAPlainFormNamesItAfterwards() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        rights.erase(mail);

        // When
        Response plain = tenant.consent(Body.ofMail(mail)
                .give("product-updates", "EMAIL")
                .capture("confirmation", Map.of("deliver", "CLIENT")));
        List<Object> before = lookup().jsonPath().getList("choices.permission");
        Response machine = tenant.consent(
                Body.ofMail(mail).give("product-updates", "EMAIL").capture("actor", "SYSTEM"));
        RestAssured.post(
                URI.create(plain.jsonPath().getString("confirmationLink")).getPath());

        // Then
        assertThat(plain.jsonPath().getMap("records[0]"))
                .containsEntry("state", "PENDING_CONFIRMATION")
                .containsEntry("effective", false)
                .containsEntry("because", "NEEDS_CONTROL_OF_ADDRESS");
        assertThat(before).containsOnlyNulls();
        assertThat(machine.jsonPath().getString("code")).isEqualTo("IDENTIFIER_ERASED");
        assertThat(lookup().jsonPath().getString("choices[0].permission.method"))
                .isEqualTo("DOUBLE_OPT_IN_LINK");
    }

    @Test
    void bringsNobodyBack_whenACallOfBeforeIsToldAfterwards() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        Instant before = Instant.now().minusSeconds(60);
        rights.erase(mail);

        // When
        Response late = tenant.consent(Body.ofMail(mail)
                .give("product-updates", "EMAIL")
                .by("RECORDED_CALL")
                .at(before));

        // Then
        assertThat(late.jsonPath().getBoolean("records[0].effective")).isFalse();
        assertThat(late.jsonPath().getString("records[0].because")).isEqualTo("LATER_PROHIBITION");
    }

    @Test
    void changesNothing_whenAnOldConfirmationLinkIsPressedAfterwards() {
        // Given
        Response asked = tenant.consent(
                Body.ofMail(mail).give("newsletter", "EMAIL").capture("confirmation", Map.of("deliver", "CLIENT")));
        rights.erase(mail);
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        Response page = RestAssured.post(
                URI.create(asked.jsonPath().getString("confirmationLink")).getPath());

        // Then
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(Stored.counts(tenant)).isEqualTo(before);
    }

    @Test
    void givesNothing_whenTheOldCaptureIsPostedAgain() {
        // Given
        Map<String, Object> body =
                Body.ofMail(mail).give("product-updates", "EMAIL").map();
        tenant.post("/v1/consents", body, "the-same-key");
        rights.erase(mail);

        // When
        Response again = tenant.post("/v1/consents", body, "the-same-key");

        // Then
        assertThat(again.jsonPath().getString("records[0].because")).isEqualTo("REPLAYED_ACT");
        assertThat(again.jsonPath().getBoolean("records[0].effective")).isFalse();
    }

    @Test
    void neverLeavesAYes_whenImportsRaceWithTheErasure()
            throws InterruptedException, ExecutionException, TimeoutException {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        String request = rights.received("ERASURE", mail);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<Integer>> importers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            importers.add(threads.submit(() -> {
                int status;
                do {
                    status = imported().statusCode();
                } while (!over.get());
                return status;
            }));
        }

        // When
        Response done;
        Response after;
        try {
            done = Unhurried.answer(() -> rights.complete(request, Map.of("outcome", "GRANTED")));
            after = Unhurried.answer(this::imported);
        } finally {
            over.set(true);
        }

        // Then
        assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
        assertThat(after.statusCode()).isEqualTo(422);
        for (Future<Integer> importer : importers) {
            assertThat(importer.get(120, TimeUnit.SECONDS)).isIn(201, 422, 503);
        }
        threads.shutdown();
        assertThat(Stored.counts(tenant))
                .containsEntry("identifier", 0)
                .containsEntry("subject_key", 0)
                .containsEntry("vault_disclosure", 0);
    }

    @Test
    void needsAVerifiedIdentity() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        String id = rights.receive("ERASURE", "PENDING", mail).jsonPath().getString("id");

        // When
        Response pending = rights.complete(id, Map.of("outcome", "GRANTED"));
        Response verified = rights.complete(id, Map.of("outcome", "GRANTED", "identity", "VERIFIED"));
        Response again = rights.complete(id, Map.of("outcome", "GRANTED"));

        // Then
        assertThat(pending.jsonPath().getString("code")).isEqualTo("IDENTITY_NOT_VERIFIED");
        assertThat(verified.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getString("code")).isEqualTo("REQUEST_CLOSED");
    }

    private Response imported() {
        return imported("product-updates");
    }

    private Response imported(String purpose) {
        return tenant.consent(Body.ofMail(mail)
                .give(purpose, "EMAIL")
                .by("IMPORT_WITH_EVIDENCE")
                .capture("original", Map.of("method", "DOUBLE_OPT_IN_LINK", "at", "2025-01-01T00:00:00.000Z")));
    }

    private Response lookup() {
        return tenant.post(
                "/v1/subjects/lookup",
                Map.of("controller", "kysely", "recipient", Map.of("type", "EMAIL", "value", mail)));
    }

    /** The tables that have any row about the subject, whichever table it is and whoever added it. */
    private List<String> tablesAbout(String subject) {
        return Stored.texts(
                        tenant,
                        "SELECT c.table_name || ' ' || c.column_name FROM information_schema.columns c WHERE"
                                + " c.table_schema = 'public' AND ?::uuid IS NOT NULL AND c.column_name IN ('subject',"
                                + " 'id') AND EXISTS (SELECT FROM information_schema.columns t WHERE t.table_schema ="
                                + " 'public' AND t.table_name = c.table_name AND t.column_name = 'tenant')")
                .stream()
                .filter(column -> hasRows(column.split(" ", -1), subject))
                .map(column -> column.split(" ", -1)[0])
                .distinct()
                .toList();
    }

    private boolean hasRows(String[] column, String subject) {
        return !Stored.texts(
                        tenant,
                        "SELECT 1::text FROM " + column[0] + " WHERE tenant = ? AND " + column[1] + "::text = '"
                                + subject + "' LIMIT 1")
                .isEmpty();
    }
}
