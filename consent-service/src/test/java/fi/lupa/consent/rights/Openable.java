// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Everything of a tenant's that is sealed in any table and that any key which is left opens, as text; what is base64url in it is decoded too. */
public record Openable(Tenant tenant, Vault vault) {

    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{24,}");
    private static final List<String> SEALED = List.of(
            "SELECT '" + SealedUse.IDENTIFIER_VALUE
                    + "' || ref || ' ' || encode(ciphertext, 'hex') FROM vault_identifier WHERE tenant = ?",
            "SELECT '" + SealedUse.DISCLOSURES
                    + "' || event_id || ' ' || encode(ciphertext, 'hex') FROM vault_disclosure WHERE tenant = ?",
            "SELECT '" + SealedUse.MAIL
                    + "' || id || ' ' || encode(sealed, 'hex') FROM outgoing_mail WHERE tenant = ? AND length(sealed)"
                    + " > 0",
            "SELECT '" + SealedUse.ANSWER + "' || ' ' || encode(body, 'hex') FROM idempotency WHERE tenant = ?",
            "SELECT '" + SealedUse.STATE_IDENTIFIERS
                    + "' || ' ' || encode(sealed_identifiers, 'hex') FROM journal WHERE tenant = ?"
                    + " AND sealed_identifiers IS NOT NULL");

    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    private record Key(SubjectId subject, byte[] wrapped) {}

    /** What opens. */
    public List<String> texts() {
        List<Key> keys = Stored.texts(
                        tenant, "SELECT subject || ' ' || encode(wrapped, 'hex') FROM subject_key WHERE tenant = ?")
                .stream()
                .map(row -> row.split(" ", -1))
                .map(row -> new Key(SubjectId.parse(row[0]), HexFormat.of().parseHex(row[1])))
                .toList();
        List<String> opened = new ArrayList<>();
        for (String table : SEALED) {
            for (String row : Stored.texts(tenant, table)) {
                String[] parts = row.split(" ", -1);
                keys.forEach(key -> opened.addAll(open(key, HexFormat.of().parseHex(parts[1]), parts[0])));
            }
        }
        return opened;
    }

    private List<String> open(Key key, byte[] sealed, String use) {
        try {
            byte[] plain = vault.openWith(key.wrapped(), TenantId.ofKey(tenant.key()), key.subject(), sealed, use);
            String text = new String(plain, StandardCharsets.UTF_8);
            List<String> texts = new ArrayList<>(List.of(text));
            BASE64URL.matcher(text).results().forEach(found -> texts.add(decoded(found.group())));
            return texts;
        } catch (IllegalStateException doesNotOpen) {
            return List.of();
        }
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
