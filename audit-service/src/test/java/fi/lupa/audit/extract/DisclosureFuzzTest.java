// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes as disclosures in the form of RFC 9901: what is no address is read over, and no address ends in a log. */
class DisclosureFuzzTest {

    @FuzzTest
    void encoded(byte[] data) {
        read(new String(data, StandardCharsets.UTF_8));
    }

    @FuzzTest
    void content(byte[] data) {
        read(Base64.getUrlEncoder().withoutPadding().encodeToString(data));
    }

    private static void read(String disclosure) {
        KnownAddresses addresses = new KnownAddresses();
        addresses.addFrom(JsonNodeFactory.instance.arrayNode().add(disclosure));
        assertThat(addresses.all()).hasSizeLessThanOrEqualTo(1);
    }
}
