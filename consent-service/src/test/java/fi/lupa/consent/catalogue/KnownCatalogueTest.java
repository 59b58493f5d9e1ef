// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer is remembered under the stamp that it was read under, and under no other. */
@QuarkusTest
class KnownCatalogueTest {

    private static final List<String> QUESTION = List.of("question");

    private final TenantId tenant = TenantId.ofKey("known-" + UUID.randomUUID());

    @Inject
    KnownCatalogue known;

    @Inject
    CatalogueRows rows;

    @Inject
    Transactions transactions;

    @BeforeEach
    void fill() {
        change(1);
    }

    @Test
    void isNotReadAgain_whileTheCatalogueStands() {
        // Given
        assertThat(asked(() -> "first")).isEqualTo("first");

        // When, Then
        assertThat(asked(() -> "second")).isEqualTo("first");
    }

    @Test
    void isReadAgain_onceTheCatalogueHasChanged() {
        // Given
        asked(() -> "first");

        // When
        change(2);

        // Then
        assertThat(asked(() -> "second")).isEqualTo("second");
    }

    @Test
    void isNotRemembered_whenTheTransactionItselfHasChangedTheCatalogue() {
        // Given
        RuntimeException broken = new IllegalStateException("broken off");

        // When
        assertThatThrownBy(() -> transactions.capture(anybody(), context -> {
                    rows.insert(tenant, partner(2), "admin");
                    known.ask(tenant, QUESTION, () -> "as it will never be");
                    throw broken;
                }))
                .isSameAs(broken);

        // Then
        assertThat(asked(() -> "as it is")).isEqualTo("as it is");
    }

    @Test
    void isReadInEveryOtherTransaction() {
        // Given
        asked(() -> "first");

        // When, Then
        assertThat(transactions.read(tenant, () -> known.ask(tenant, QUESTION, () -> "second")))
                .isEqualTo("second");
    }

    @Test
    void isNotRememberedUnderTheStampBefore_whenTheCatalogueChangedWhileItWasRead() throws Exception {
        // Given
        UUID before = stamp();
        asked(() -> {
            change(2);
            return "of the future";
        });

        // When
        restore(before);

        // Then
        assertThat(asked(() -> "of the past")).isEqualTo("of the past");
    }

    private String asked(Supplier<String> read) {
        return transactions.capture(anybody(), context -> known.ask(tenant, QUESTION, read));
    }

    private CaptureScope anybody() {
        return CaptureScope.of(tenant, UUID.randomUUID(), List.of(new IdentifierKey(1, new byte[32])));
    }

    /** In a transaction of another thread: this one may be in one. */
    private void change(int ordinal) {
        CompletableFuture.runAsync(() -> transactions.write(tenant, List.of(), () -> {
                    rows.insert(tenant, partner(ordinal), "admin");
                    return true;
                }))
                .join();
    }

    private UUID stamp() throws SQLException {
        try (Connection superuser = ConsentStack.stack().postgres().connect(ConsentStack.database());
                PreparedStatement find =
                        superuser.prepareStatement("SELECT stamp FROM catalogue_stamp WHERE tenant = ?")) {
            find.setObject(1, tenant.value());
            try (ResultSet row = find.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        }
    }

    /** As a restore of the database does. */
    private void restore(UUID stamp) throws SQLException {
        try (Connection superuser = ConsentStack.stack().postgres().connect(ConsentStack.database());
                PreparedStatement set =
                        superuser.prepareStatement("UPDATE catalogue_stamp SET stamp = ? WHERE tenant = ?")) {
            set.setObject(1, stamp);
            set.setObject(2, tenant.value());
            assertThat(set.executeUpdate()).isEqualTo(1);
        }
    }

    private static CatalogueEntry partner(int ordinal) {
        return new CatalogueEntry(
                CatalogueKind.PARTNER,
                "p",
                ordinal,
                Integer.toString(ordinal),
                JsonNodeFactory.instance.objectNode().put("key", "p"),
                Instant.parse("2026-11-22T01:02:03.456Z"));
    }
}
