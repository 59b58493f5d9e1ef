// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.postgresql.ds.PGSimpleDataSource;

/** A vault on a keyset file, for tests of other packages that open what was sealed elsewhere. */
public final class VaultOf {

    private VaultOf() {}

    /** It opens with wrapped keys that are handed to it; it reads none from a database. */
    public static Vault keyset(Path keyset) {
        return new Vault(() -> keyset, new PGSimpleDataSource(), new SecureRandom());
    }
}
