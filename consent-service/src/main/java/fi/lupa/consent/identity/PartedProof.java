// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.identity;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.subject.Moves;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.vault.DataKey;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Lets the proof that was sealed about somebody go with them when they are told apart from another.
 *
 * <p>What names the identifiers of the part alone is sealed under the part's key; what names none of them stays; everything else is sealed under the
 * part's key besides, so that the erasure of either ends it.
 */
@ApplicationScoped
class PartedProof {

    private static final String IDENTIFIER = "identifier.";
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final String SEALED = """
        WITH RECURSIVE whole (id) AS (
          SELECT id FROM subject WHERE tenant = ? AND id = ?
          UNION SELECT s.id FROM subject s JOIN whole w ON s.merged_into = w.id AND s.tenant = ?)
        SELECT d.event_id, d.subject, d.shared_with, d.ciphertext, j.subject AS told_of
        FROM vault_disclosure d JOIN journal j ON j.tenant = d.tenant AND j.event_id = d.event_id
        WHERE d.tenant = ? AND (d.subject IN (SELECT id FROM whole)
          OR (d.shared_with <> '{}' AND d.shared_with && ARRAY (SELECT id FROM whole)))\
        """;
    private static final String SEAL =
            "UPDATE vault_disclosure SET subject = ?, shared_with = ?, ciphertext = ? WHERE tenant = ? AND event_id ="
                    + " ?";

    private final DataSource database;
    private final Moves moves;
    private final Vault vault;
    private final ObjectMapper json;

    PartedProof(DataSource database, Moves moves, Vault vault, ObjectMapper json) {
        this.database = database;
        this.moves = moves;
        this.vault = vault;
        this.json = json;
    }

    /** Whose proof it is. */
    private enum Whose {
        PARTS,
        WHOLES,
        BOTHS
    }

    /**
     * The proof of one fact.
     *
     * @param owners whose keys have sealed it, the innermost first
     * @param toldOf of whom the fact was told, in whose references it speaks
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    private record Sealed(UUID event, List<SubjectId> owners, byte[] ciphertext, SubjectId toldOf) {

        String use() {
            return SealedUse.DISCLOSURES + event;
        }
    }

    /** Divides what was sealed about the whole, after its identifiers have gone to the part; both locks are held. */
    void divide(CaptureContext context, OpenSubject whole, OpenSubject part) {
        for (Sealed sealed : find(context.tenant(), whole.id())) {
            plain(context.tenant(), sealed).ifPresent(plain -> divide(context.tenant(), part, sealed, plain));
        }
    }

    private void divide(TenantId tenant, OpenSubject part, Sealed sealed, byte[] plain) {
        Whose whose = whose(tenant, part, sealed, plain);
        if (whose == Whose.PARTS && sealed.owners().size() == 1) {
            byte[] anew = part.key().seal(plain, sealed.use());
            store(tenant, new Sealed(sealed.event(), List.of(part.id()), anew, sealed.toldOf()));
        } else if (whose != Whose.WHOLES) {
            List<SubjectId> owners = Stream.concat(sealed.owners().stream(), Stream.of(part.id()))
                    .toList();
            byte[] besides = part.key().seal(sealed.ciphertext(), sealed.use());
            store(tenant, new Sealed(sealed.event(), owners, besides, sealed.toldOf()));
        }
    }

    private Optional<byte[]> plain(TenantId tenant, Sealed sealed) {
        byte[] open = sealed.ciphertext();
        for (int i = sealed.owners().size() - 1; i >= 0; i--) {
            Optional<DataKey> key = vault.key(tenant, sealed.owners().get(i));
            if (key.isEmpty()) {
                return Optional.empty();
            }
            open = key.get().open(open, sealed.use());
        }
        return Optional.of(open);
    }

    private Whose whose(TenantId tenant, OpenSubject part, Sealed sealed, byte[] plain) {
        List<Boolean> parts = names(plain).stream()
                .filter(name -> name.startsWith(IDENTIFIER))
                .map(name -> Integer.parseInt(name.substring(IDENTIFIER.length())))
                .map(ref -> moves.now(tenant, sealed.toldOf(), ref).subject().equals(part.id()))
                .distinct()
                .toList();
        if (parts.size() != 1) {
            return Whose.BOTHS;
        }
        return parts.get(0) ? Whose.PARTS : Whose.WHOLES;
    }

    private List<String> names(byte[] plain) {
        try {
            List<String> names = new ArrayList<>();
            for (String disclosure : json.readValue(plain, TEXTS)) {
                JsonNode field = json.readTree(Base64.getUrlDecoder().decode(disclosure));
                names.add(field.path(1).asText());
            }
            return names;
        } catch (IOException e) {
            throw new IllegalStateException("disclosures cannot be read", null);
        }
    }

    private List<Sealed> find(TenantId tenant, SubjectId whole) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(SEALED)) {
            find.setObject(1, tenant.value());
            find.setString(2, whole.value());
            find.setObject(3, tenant.value());
            find.setObject(4, tenant.value());
            try (ResultSet rows = find.executeQuery()) {
                List<Sealed> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Sealed read(ResultSet row) throws SQLException {
        String[] sharers = (String[]) row.getArray("shared_with").getArray();
        List<SubjectId> owners = Stream.concat(Stream.of(row.getString("subject")), Arrays.stream(sharers))
                .map(SubjectId::parse)
                .toList();
        return new Sealed(
                row.getObject("event_id", UUID.class),
                owners,
                row.getBytes("ciphertext"),
                SubjectId.parse(row.getString("told_of")));
    }

    private void store(TenantId tenant, Sealed sealed) {
        List<SubjectId> owners = sealed.owners();
        try (Connection connection = database.getConnection();
                PreparedStatement store = connection.prepareStatement(SEAL)) {
            Array sharers = connection.createArrayOf(
                    "text",
                    owners.subList(1, owners.size()).stream()
                            .map(SubjectId::value)
                            .toArray());
            store.setString(1, owners.get(0).value());
            store.setArray(2, sharers);
            store.setBytes(3, sealed.ciphertext());
            store.setObject(4, tenant.value());
            store.setObject(5, sealed.event());
            store.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
