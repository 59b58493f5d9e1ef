// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One version of an entry as it is stored; it is inserted once and never changes. */
@Entity
@Immutable
@Table(name = "catalogue_entry")
class CatalogueEntryRow {

    @EmbeddedId
    private Key primaryKey;

    @Column(name = "version")
    private String version;

    /** Text, so that no mapper comes between the stored JSON and {@link CatalogueEntry}. */
    @Column(name = "body")
    @JdbcTypeCode(SqlTypes.JSON)
    private String body;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "recorded_by")
    private String recordedBy;

    /** For Hibernate, which fills the fields. */
    CatalogueEntryRow() {}

    CatalogueEntryRow(TenantId tenant, CatalogueEntry entry, String client) {
        primaryKey = new Key(tenant.value(), entry.kind().wireName(), entry.id(), entry.ordinal());
        version = entry.version();
        body = entry.body().toString();
        recordedAt = entry.recordedAt();
        recordedBy = client;
    }

    CatalogueEntry entry(ObjectMapper json) {
        try {
            return new CatalogueEntry(
                    CatalogueKind.valueOf(primaryKey.kind().toUpperCase(Locale.ROOT)),
                    primaryKey.entryId(),
                    primaryKey.ordinal(),
                    version,
                    (ObjectNode) json.readTree(body),
                    recordedAt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored body is no JSON", e);
        }
    }

    String recordedBy() {
        return recordedBy;
    }

    /** Begins with the tenant, so that one tenant's row can never stand for another's. */
    @Embeddable
    record Key(
            @Column(name = "tenant") UUID tenant,
            @Column(name = "kind") String kind,
            @Column(name = "id") String entryId,
            @Column(name = "ordinal") int ordinal)
            implements Serializable {}
}
