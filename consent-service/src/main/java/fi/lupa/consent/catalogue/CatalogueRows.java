// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.store.CatalogueStamp;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The versions of all entries, on the connection of the active transaction; Hibernate's session ends with it. */
@ApplicationScoped
class CatalogueRows implements PanacheRepositoryBase<CatalogueEntryRow, CatalogueEntryRow.Key> {

    private static final String ENTRY = "primaryKey.tenant = ?1 and primaryKey.kind = ?2 and primaryKey.entryId = ?3";
    private static final String CURRENT = ENTRY + " order by primaryKey.ordinal desc";
    private static final String VERSION = ENTRY + " and version = ?4";
    private static final String AT = ENTRY + " and recordedAt <= ?4 order by primaryKey.ordinal desc";
    private static final String VERSIONS = ENTRY + " and primaryKey.ordinal > ?4 order by primaryKey.ordinal";
    private static final String NEWEST = """
            SELECT * FROM (
              SELECT DISTINCT ON (id) * FROM catalogue_entry WHERE tenant = :tenant AND kind = :kind AND id > :after
              ORDER BY id, ordinal DESC) AS newest
            """;
    private static final String CONTAINING = NEWEST + "WHERE body @> cast(:part AS jsonb) ORDER BY id";
    private static final String PAGE = NEWEST + "ORDER BY id LIMIT :limit";
    private static final String PAGE_OF_CONTROLLERS = NEWEST + """
                    WHERE coalesce(body->>'controller', body->>'key') = ANY (cast(:controllers AS text[]))
                    ORDER BY id LIMIT :limit""";

    private final TransactionSynchronizationRegistry transactions;
    private final CatalogueStamp stamp;
    private final ObjectMapper json;

    CatalogueRows(TransactionSynchronizationRegistry transactions, CatalogueStamp stamp, ObjectMapper json) {
        this.transactions = transactions;
        this.stamp = stamp;
        this.json = json;
    }

    Optional<CatalogueEntry> current(TenantId tenant, CatalogueKind kind, String id) {
        return inTransaction(() -> find(CURRENT, tenant.value(), kind.wireName(), id)
                .firstResultOptional()
                .map(this::entry));
    }

    Optional<CatalogueEntry> version(TenantId tenant, CatalogueKind kind, String id, String version) {
        return inTransaction(() -> find(VERSION, tenant.value(), kind.wireName(), id, version)
                .firstResultOptional()
                .map(this::entry));
    }

    /** The version that was current at this time. */
    Optional<CatalogueEntry> at(TenantId tenant, CatalogueKind kind, String id, Instant time) {
        return inTransaction(() -> find(AT, tenant.value(), kind.wireName(), id, time)
                .firstResultOptional()
                .map(this::entry));
    }

    /** All versions of an entry after this ordinal, oldest first. */
    List<CatalogueEntry> versions(TenantId tenant, CatalogueKind kind, String id, int after, int limit) {
        return inTransaction(() -> entries(find(VERSIONS, tenant.value(), kind.wireName(), id, after)
                .range(0, limit - 1)
                .list()));
    }

    /** The current versions whose body contains this JSON. */
    List<CatalogueEntry> containing(TenantId tenant, CatalogueKind kind, ObjectNode part) {
        return inTransaction(() -> entries(newest(CONTAINING, tenant, kind, "")
                .setParameter("part", part.toString())
                .getResultList()));
    }

    /** The current versions with an id after this one; of these controllers only, unless null. */
    List<CatalogueEntry> page(
            TenantId tenant, CatalogueKind kind, String after, int limit, @Nullable List<String> controllers) {
        return inTransaction(() -> {
            NativeQuery<CatalogueEntryRow> page = controllers == null
                    ? newest(PAGE, tenant, kind, after)
                    : newest(PAGE_OF_CONTROLLERS, tenant, kind, after)
                            .setParameter("controllers", controllers.toArray(String[]::new));
            return entries(page.setParameter("limit", limit).getResultList());
        });
    }

    /** Sends the insert at once: what is committed with it is written by other means than Hibernate. */
    void insert(TenantId tenant, CatalogueEntry entry, String client) {
        inTransaction(() -> {
            stamp.changed();
            persistAndFlush(new CatalogueEntryRow(tenant, entry, client));
            getSession().clear();
            return entry;
        });
    }

    private NativeQuery<CatalogueEntryRow> newest(String sql, TenantId tenant, CatalogueKind kind, String after) {
        return getSession()
                .createNativeQuery(sql, CatalogueEntryRow.class)
                .setParameter("tenant", tenant.value())
                .setParameter("kind", kind.wireName())
                .setParameter("after", after);
    }

    /** Without a transaction no tenant is set, and the catalogue would look empty. */
    private <T> T inTransaction(Supplier<T> work) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("the catalogue is read and written inside a transaction only");
        }
        try {
            return work.get();
        } catch (PersistenceException e) {
            throw withoutTheServersWords(e);
        }
    }

    private static RuntimeException withoutTheServersWords(PersistenceException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return new StoreException(sql);
            }
        }
        return failure;
    }

    private List<CatalogueEntry> entries(List<CatalogueEntryRow> rows) {
        return rows.stream().map(this::entry).toList();
    }

    private CatalogueEntry entry(CatalogueEntryRow row) {
        return row.entry(json);
    }
}
