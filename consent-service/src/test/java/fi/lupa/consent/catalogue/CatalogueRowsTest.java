// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CatalogueRowsTest {

    private static final Instant AT = Instant.parse("2026-11-22T01:02:03.456Z");

    private final TenantId tenant = TenantId.ofKey("rows-" + UUID.randomUUID());

    @Inject
    CatalogueRows rows;

    @Inject
    Transactions transactions;

    @Test
    void refuses_outsideATransaction() {
        // When, Then
        assertThatThrownBy(() -> rows.current(tenant, CatalogueKind.PARTNER, "p"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rows.insert(tenant, partner(1), "admin")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(rows::count).isInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void readsTheEntryThatWasCommitted_andShowsItToNoOtherTenant() {
        // Given
        assertThat(current(tenant)).isEmpty();

        // When
        write(partner(1));

        // Then
        assertThat(current(tenant)).contains(partner(1));
        assertThat(current(TenantId.ofKey("another-" + tenant))).isEmpty();
        Optional<String> client = transactions.read(
                tenant, () -> rows.findAll().firstResultOptional().map(CatalogueEntryRow::recordedBy));
        assertThat(client).contains("admin");
    }

    @Test
    void readsWhatWasCommittedSince_inTheNextTransaction() {
        // Given
        write(partner(1));
        assertThat(current(tenant)).contains(partner(1));

        // When
        write(partner(2));

        // Then
        assertThat(current(tenant)).contains(partner(2));
        assertThat(transactions.read(tenant, () -> rows.versions(tenant, CatalogueKind.PARTNER, "p", 0, 1)))
                .containsExactly(partner(1));
    }

    @Test
    void takesTheEntryBack_whenItsTransactionFails() {
        // When
        assertThatThrownBy(() -> transactions.write(tenant, List.of(), () -> {
                    rows.insert(tenant, partner(1), "admin");
                    assertThat(rows.current(tenant, CatalogueKind.PARTNER, "p")).contains(partner(1));
                    throw new IllegalArgumentException("later");
                }))
                .hasMessage("later");

        // Then
        assertThat(current(tenant)).isEmpty();
    }

    @Test
    void saysTheSqlStateAlone_whenAVersionIsThereAlready() {
        // Given
        write(partner(1));

        // When, Then
        assertThatThrownBy(() -> write(partner(1)))
                .isInstanceOf(StoreException.class)
                .hasMessage("SQL state 23505");
    }

    private void write(CatalogueEntry entry) {
        transactions.write(tenant, List.of(), () -> {
            rows.insert(tenant, entry, "admin");
            return entry;
        });
    }

    private Optional<CatalogueEntry> current(TenantId of) {
        return transactions.read(of, () -> rows.current(of, CatalogueKind.PARTNER, "p"));
    }

    private static CatalogueEntry partner(int ordinal) {
        return new CatalogueEntry(
                CatalogueKind.PARTNER,
                "p",
                ordinal,
                Integer.toString(ordinal),
                JsonNodeFactory.instance.objectNode().put("key", "p").put("legalName", "Kumppani " + ordinal + " Oy"),
                AT);
    }
}
