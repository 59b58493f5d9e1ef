// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private static final String INSERT = "INSERT INTO subject_key (tenant, subject, wrapped) VALUES (?, ?, ?)";
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
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, tenant.value());
            insert.setString(2, subject.value());
            insert.setBytes(3, wrapping.wrap(key, tenant, domain, subject));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a data key cannot be read or stored", e);
        }
        return new DataKey(key, tenant, subject);
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
