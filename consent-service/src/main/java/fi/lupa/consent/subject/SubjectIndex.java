// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Finds subjects by identifier for reading, without locks. */
@ApplicationScoped
public class SubjectIndex {

    private static final String FIND =
            "SELECT subject FROM identifier WHERE tenant = ? AND key_version = ? AND key = ?";

    private final DataSource database;

    SubjectIndex(DataSource database) {
        this.database = database;
    }

    /** Returns the subjects that have an identifier of the recipient, in its order. */
    public List<SubjectId> find(TenantId tenant, Recipient recipient) {
        Set<SubjectId> found = new LinkedHashSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            for (RecipientIdentifier identifier : recipient.identifiers()) {
                for (IdentifierKey key : identifier.keys()) {
                    find.setObject(1, tenant.value());
                    find.setInt(2, key.version());
                    find.setBytes(3, key.bytes());
                    try (ResultSet row = find.executeQuery()) {
                        if (row.next()) {
                            found.add(SubjectId.parse(row.getString(1)));
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
        return List.copyOf(found);
    }
}
