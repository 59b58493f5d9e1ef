// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;

/** What receipts say about the installation. */
@ConfigMapping(prefix = "lupa.receipts")
public interface ReceiptConfig {

    /** Where the service is reached; ids in receipts begin with it. */
    @WithDefault("${lupa.public-url:http://127.0.0.1:8081}")
    URI publicUrl();

    /** Where the data are stored: DPV locations, {@code EU} or country codes. */
    @WithDefault("EU")
    List<String> storageLocations();

    /** Which country's law governs: a DPV location. */
    @WithDefault("FI")
    String jurisdiction();

    /** The supervisory authority, a concept of DPV's {@code legal-fi}. */
    @WithDefault("DPA-FI")
    String authority();

    /** Where one complains to it. */
    @WithDefault("https://tietosuoja.fi")
    URI authorityUrl();

    /** How long the evidence outlives the end of use, ISO 8601. */
    @WithDefault("P3Y")
    String evidenceRetention();
}
