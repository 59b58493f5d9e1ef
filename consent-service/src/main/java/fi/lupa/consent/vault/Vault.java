// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

import fi.lupa.consent.sql.Rows;
import fi.lupa.consent.sql.Together;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Seals data under each subject's own key; after erasure has deleted the key's row nothing sealed under it can be opened again.
 *
 * <p>What touches the key table runs on the connection of the caller's transaction, under its tenant. Thread-safe.
 */
@ApplicationScoped
public class Vault {

    private static final int KEY_LENGTH = 32;
    private static final String INSERT =
            "INSERT INTO subject_key (tenant, subject, wrapped) SELECT * FROM unnest(?, ?, ?)";
    private static final String SELECT_ALL =
            "SELECT subject, wrapped FROM subject_key WHERE tenant = ? AND subject = ANY (?)";
    private static final String SELECT = "SELECT wrapped FROM subject_key WHERE tenant = ? AND subject = ?";

    private final KeyWrapping wrapping;
    private final DataSource database;
    private final SecureRandom random;

    Vault(VaultConfig config, DataSource database, SecureRandom random) {
        wrapping = new KeyWrapping(VaultKeysetFile.load(config.keyset()));
        this.database = database;
        this.random = random;
    }

    /** Creates and stores the key of a new subject; the subject's row must exist. */
    public DataKey createKey(TenantId tenant, UUID domain, SubjectId subject) {
        NewKey made = newKey(tenant, domain, subject);
        keep(tenant, subject, made.wrapped());
        return made.key();
    }

    /**
     * A key that is not stored yet.
     *
     * @param wrapped what is stored
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    public record NewKey(DataKey key, byte[] wrapped) {

        @Override
        public String toString() {
            return "NewKey[…]";
        }
    }

    /** Makes the key of a new subject; nothing may be stored under it unless {@link #keep} stores it in the same transaction. */
    public NewKey newKey(TenantId tenant, UUID domain, SubjectId subject) {
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        return new NewKey(new DataKey(key, tenant, subject), wrapping.wrap(key, tenant, domain, subject));
    }

    /** Stores the wrapped keys of new subjects with other statements; those that make their rows come before. */
    public void keep(TenantId tenant, Map<SubjectId, byte[]> wrapped, Together writes) {
        Rows rows = new Rows("uuid", "text", "bytea");
        wrapped.forEach((subject, key) -> rows.add(tenant.value(), subject.value(), key));
        writes.change(INSERT, rows);
    }

    private void keep(TenantId tenant, SubjectId subject, byte[] wrapped) {
        Together only = new Together();
        keep(tenant, Map.of(subject, wrapped), only);
        try (Connection connection = database.getConnection()) {
            only.run(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("a data key cannot be read or stored", e);
        }
    }

    /** Reads, with other statements, the keys of those of the subjects that have not been erased. */
    public Together.Told<Map<SubjectId, DataKey>> keys(
            Together together, TenantId tenant, Collection<SubjectId> subjects) {
        String[] names = subjects.stream().map(SubjectId::value).toArray(String[]::new);
        return together.ask(
                SELECT_ALL,
                (select, first) -> {
                    select.setObject(first, tenant.value());
                    select.setArray(first + 1, select.getConnection().createArrayOf("text", names));
                    return first + 2;
                },
                row -> unwrapped(row, tenant));
    }

    private Map<SubjectId, DataKey> unwrapped(ResultSet row, TenantId tenant) throws SQLException {
        Map<SubjectId, DataKey> keys = new HashMap<>();
        while (row.next()) {
            SubjectId subject = SubjectId.parse(row.getString(1));
            keys.put(subject, wrapping.unwrap(row.getBytes(2), tenant, subject));
        }
        return keys;
    }

    /** Returns the subject's key; empty once it has been erased. */
    public Optional<DataKey> key(TenantId tenant, SubjectId subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setObject(1, tenant.value());
            select.setString(2, subject.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(wrapping.unwrap(row.getBytes(1), tenant, subject)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a data key cannot be read or stored", e);
        }
    }

    /** Encrypts under the subject's key; throws IllegalStateException if there is none. */
    public byte[] seal(TenantId tenant, SubjectId subject, byte[] plain, String use) {
        return key(tenant, subject)
                .orElseThrow(() -> new IllegalStateException("the subject has no data key"))
                .seal(plain, use);
    }

    /** Decrypts what was sealed for this subject and use; empty once the key has been erased. */
    public Optional<byte[]> open(TenantId tenant, SubjectId subject, byte[] sealed, String use) {
        return key(tenant, subject).map(key -> key.open(sealed, use));
    }

    /** Decrypts with a wrapped key that the caller has read itself, as the relay does with its own role. */
    public byte[] openWith(byte[] wrapped, TenantId tenant, SubjectId subject, byte[] sealed, String use) {
        return wrapping.unwrap(wrapped, tenant, subject).open(sealed, use);
    }

    /** Makes a key for a subject that the caller stores itself, wrapped; for the recovery after a restore. */
    public byte[] newWrappedKey(TenantId tenant, UUID domain, SubjectId subject) {
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        return wrapping.wrap(key, tenant, domain, subject);
    }

    /** Encrypts with a wrapped key that the caller has read itself. */
    public byte[] sealWith(byte[] wrapped, TenantId tenant, SubjectId subject, byte[] plain, String use) {
        return wrapping.unwrap(wrapped, tenant, subject).seal(plain, use);
    }
}
