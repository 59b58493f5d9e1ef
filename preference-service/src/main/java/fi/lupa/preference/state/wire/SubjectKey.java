// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** A subject within its tenant; its text is the key of its records. */
public record SubjectKey(TenantId tenant, SubjectId subject) {

    private static final int UUID_LENGTH = 36;

    /** Reads a record's key; empty if it names no subject. */
    public static Optional<SubjectKey> parse(String key) {
        try {
            return tenantOf(key).map(tenant -> new SubjectKey(tenant, SubjectId.parse(key.substring(UUID_LENGTH + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads the tenant with which a record's key begins. */
    static Optional<TenantId> tenantOf(String key) {
        if (key.length() <= UUID_LENGTH || key.charAt(UUID_LENGTH) != ':') {
            return Optional.empty();
        }
        try {
            String text = key.substring(0, UUID_LENGTH);
            UUID tenant = UUID.fromString(text);
            return tenant.toString().equals(text) ? Optional.of(new TenantId(tenant)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns what follows the tenant in a key that begins with one. */
    static String afterTenant(String key) {
        return key.substring(UUID_LENGTH + 1);
    }

    /** Returns the key's bytes on the topic. */
    public byte[] bytes() {
        return (tenant.value() + ":" + subject.value()).getBytes(StandardCharsets.UTF_8);
    }
}
