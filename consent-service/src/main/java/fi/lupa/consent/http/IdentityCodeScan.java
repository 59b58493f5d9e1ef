// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import fi.lupa.platform.identifier.PersonalIdentityCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Looks for personal identity codes in a body: in the text as it came, and in JSON also behind escapes. */
final class IdentityCodeScan {

    private static final JsonFactory JSON = new JsonFactory();

    private IdentityCodeScan() {}

    static boolean finds(byte[] body) throws IOException {
        String text = new String(body, StandardCharsets.UTF_8);
        return PersonalIdentityCode.isIn(text) || (text.indexOf('\\') >= 0 && isBehindEscapes(body));
    }

    private static boolean isBehindEscapes(byte[] body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (isText(token) && PersonalIdentityCode.isIn(json.getText())) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    private static boolean isText(JsonToken token) {
        return token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
    }
}
