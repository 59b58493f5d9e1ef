// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.asic;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;

/** The list of all parts with their digests that is signed, as ETSI EN 319 162-1, annex A.4, writes it. */
final class AsicManifest {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
            <asic:SigReference URI="%s" MimeType="application/pkcs7-signature"/>
            """;
    private static final String REFERENCE = "<asic:DataObjectReference URI=\"%s\" MimeType=\"%s\">"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"
            + "<ds:DigestValue>%s</ds:DigestValue></asic:DataObjectReference>\n";

    private AsicManifest() {}

    /** Returns the document. Names are made by us, of letters that neither XML nor a URI writes otherwise. */
    static byte[] of(Collection<Container.Part> parts, String signature) {
        StringBuilder xml = new StringBuilder(HEAD.formatted(signature));
        for (Container.Part part : parts) {
            if (!part.name().matches("[A-Za-z0-9._/-]+")) {
                throw new IllegalArgumentException("a part's name that would have to be escaped");
            }
            String digest = Base64.getEncoder().encodeToString(part.sha256());
            xml.append(REFERENCE.formatted(part.name(), part.mediaType(), digest));
        }
        return xml.append("</asic:ASiCManifest>\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
