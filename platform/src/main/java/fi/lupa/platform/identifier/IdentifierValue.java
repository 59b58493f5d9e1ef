// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** The {@code value} member of an identifier on the wire: text, or an object for a postal address. */
@JsonDeserialize(using = IdentifierValue.Reader.class)
public record IdentifierValue(String text, boolean postal) {

    @Override
    public String toString() {
        return "IdentifierValue[…]";
    }

    static final class Reader extends StdDeserializer<IdentifierValue> {

        Reader() {
            super(IdentifierValue.class);
        }

        @Override
        public IdentifierValue deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                PostalAddress address = context.readValue(json, PostalAddress.class);
                return new IdentifierValue(address.canonical(), true);
            }
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                return new IdentifierValue(json.getText(), false);
            }
            return (IdentifierValue) context.handleUnexpectedToken(IdentifierValue.class, json);
        }
    }
}
