// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Who is in a register, on the connection of the active transaction. */
@ApplicationScoped
class RegisterRows {

    /** Whoever has anything but the names of an organisation is a person; so is who has nothing at all. */
    private static final String PERSON = """
        (EXISTS (SELECT FROM identifier i WHERE i.tenant = s.tenant AND i.subject = s.id AND NOT i.type = ANY (?))
          OR NOT EXISTS (SELECT FROM identifier i WHERE i.tenant = s.tenant AND i.subject = s.id))
        """;

    private static final String PEOPLE = "SELECT s.id FROM subject s WHERE " + PERSON
            + " AND s.tenant = ? AND s.domain = ? AND s.status = 'LIVE' ORDER BY s.id LIMIT ?";
    private static final String COUNT = "SELECT count(*) FILTER (WHERE p.person), count(*) FILTER (WHERE NOT p.person),"
            + " count(*) FILTER (WHERE jsonb_array_length(coalesce(p.state -> 'restrictions', '[]')) > 0),"
            + " (SELECT count(*) FROM rights_request r WHERE r.tenant = ? AND r.controller = ? AND r.completed_at IS NULL)"
            + " FROM (SELECT s.state, " + PERSON
            + " AS person FROM subject s WHERE s.tenant = ? AND s.domain = ? AND s.status = 'LIVE') p";
    private static final Object[] OF_ORGANISATIONS = Arrays.stream(IdentifierType.values())
            .filter(IdentifierType::ofOrganisation)
            .map(Enum::name)
            .toArray();

    private final DataSource database;

    RegisterRows(DataSource database) {
        this.database = database;
    }

    /** Returns people who are still there. */
    List<SubjectId> people(TenantId tenant, UUID domain, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(PEOPLE)) {
            find.setArray(1, connection.createArrayOf("text", OF_ORGANISATIONS));
            find.setObject(2, tenant.value());
            find.setObject(3, domain);
            find.setInt(4, most);
            try (ResultSet row = find.executeQuery()) {
                List<SubjectId> people = new ArrayList<>();
                while (row.next()) {
                    people.add(SubjectId.parse(row.getString(1)));
                }
                return people;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    DepartureView.Report report(TenantId tenant, UUID domain, Departure departure) {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setObject(1, tenant.value());
            count.setString(2, departure.controller());
            count.setArray(3, connection.createArrayOf("text", OF_ORGANISATIONS));
            count.setObject(4, tenant.value());
            count.setObject(5, domain);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new DepartureView.Report(
                        row.getLong(1), row.getLong(2), row.getLong(4), row.getLong(3), departure.erased());
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
