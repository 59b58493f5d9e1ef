// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.key.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Turns names into advisory lock numbers: 64 bits of SHA-256 over kind, tenant and name, each with its length. */
final class LockNumbers {

    private LockNumbers() {}

    static long idempotency(TenantId tenant, String client, String key) {
        return of("idempotency", tenant, framed(utf8(client), utf8(key)));
    }

    static long identifier(TenantId tenant, IdentifierKey key) {
        byte[] version =
                ByteBuffer.allocate(Integer.BYTES).putInt(key.version()).array();
        return of("identifier", tenant, framed(version, key.bytes()));
    }

    static long subject(TenantId tenant, SubjectId subject) {
        return of("subject", tenant, utf8(subject.value()));
    }

    static long named(TenantId tenant, byte[] name) {
        return of("named", tenant, name);
    }

    /** The lock that makes a scheduled job single, over all tenants. */
    static long job(String name) {
        return ByteBuffer.wrap(Digests.sha256(framed(utf8("job"), utf8(name)))).getLong();
    }

    /** The name of the lock that holds a domain still, for {@link #named}. */
    static byte[] domainName(UUID domain) {
        return utf8("domain:" + domain);
    }

    private static long of(String kind, TenantId tenant, byte[] name) {
        byte[] input = framed(utf8(kind), utf8(tenant.value().toString()), name);
        return ByteBuffer.wrap(Digests.sha256(input)).getLong();
    }

    private static byte[] framed(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += Integer.BYTES + part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.putInt(part.length).put(part);
        }
        return all.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
