// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.platform.id.TenantId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a catalogue record that could not be read may have been about: one version of one entry if its key says so, else
 * everything of a tenant, else everything.
 */
public record CatalogueDoubt(Optional<TenantId> tenant, Optional<Entry> entry) {

    private static final CatalogueDoubt EVERYTHING = new CatalogueDoubt(Optional.empty(), Optional.empty());
    private static final Pattern PURPOSE_ID = Pattern.compile("[^/]+/.+");
    private static final Pattern ORDINAL = Pattern.compile("[1-9]\\d{0,8}");

    /** One version of an entry, as a record's key names it. */
    public record Entry(CatalogueKind kind, String id, String version) {

        /** Tells whether an entry of this number leaves the doubted version behind, which is never where every version counts. */
        public boolean isBehind(int ordinal) {
            return !kind.everyVersionCounts() && isNumbered() && Integer.parseInt(version) < ordinal;
        }

        private boolean isWellFormed() {
            return switch (kind) {
                case NOTICE -> true;
                case PURPOSE -> isNumbered() && PURPOSE_ID.matcher(id).matches();
                default -> isNumbered();
            };
        }

        private boolean isNumbered() {
            return ORDINAL.matcher(version).matches();
        }
    }

    /**
     * Reads the key {@code tenant:kind:id:version} of a record. Nothing is in doubt by a key that names no tenant: the relay writes no such
     * keys, so it is no version of any entry.
     */
    static Optional<CatalogueDoubt> ofKey(Optional<String> key) {
        return key.flatMap(
                text -> SubjectKey.tenantOf(text).map(tenant -> new CatalogueDoubt(Optional.of(tenant), entry(text))));
    }

    /** Of a record whose value is about something else than its key: all that either may be about. */
    static Optional<CatalogueDoubt> ofKeyAndValue(Optional<TenantId> key, TenantId value) {
        return key.map(tenant -> tenant.equals(value) ? new CatalogueDoubt(key, Optional.empty()) : EVERYTHING);
    }

    /** Returns the doubt that ends when this very version is read. */
    public static CatalogueDoubt of(CatalogueEntry entry) {
        CatalogueEntry.Key key = entry.key();
        return new CatalogueDoubt(
                Optional.of(key.tenant()), Optional.of(new Entry(key.kind(), key.id(), entry.version())));
    }

    /** Returns a doubt that was kept, in the words of the wire. */
    public static CatalogueDoubt kept(
            Optional<TenantId> tenant, Optional<String> kind, Optional<String> id, Optional<String> version) {
        Optional<Entry> entry = kind.flatMap(CatalogueKind::ofWireName)
                .flatMap(known -> id.flatMap(name -> version.map(number -> new Entry(known, name, number))));
        return new CatalogueDoubt(tenant, entry);
    }

    private static Optional<Entry> entry(String key) {
        String rest = SubjectKey.afterTenant(key);
        int first = rest.indexOf(':');
        int last = rest.lastIndexOf(':');
        if (first < 1 || last <= first + 1 || last == rest.length() - 1) {
            return Optional.empty();
        }
        return CatalogueKind.ofWireName(rest.substring(0, first))
                .map(kind -> new Entry(kind, rest.substring(first + 1, last), rest.substring(last + 1)))
                .filter(Entry::isWellFormed);
    }
}
