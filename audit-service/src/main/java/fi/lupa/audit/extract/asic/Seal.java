// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.asic;

import java.nio.file.Path;
import java.time.Instant;

/** The organisation's electronic seal. */
public interface Seal {

    /** Returns a detached CMS signature over the content in the form of CAdES-BASELINE-B (ETSI EN 319 122-1), DER. */
    byte[] over(byte[] content, Instant at);

    /** Returns the SHA-256 of the certificate as openssl prints it: to be compared by eye. */
    String fingerprint();

    /** Returns the seal of a private key and its certificate, both in PEM; the issuer's certificates may follow it. */
    static Seal of(Path key, Path certificate) {
        return CadesSeal.read(key, certificate);
    }
}
