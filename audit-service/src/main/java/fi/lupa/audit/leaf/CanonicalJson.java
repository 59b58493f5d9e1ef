// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON strictly and writes it in the canonical form of RFC 8785.
 *
 * <p>Numbers are integers below 2^53, because RFC 8785 knows doubles only; anything that would not come back as it was is refused.
 */
final class CanonicalJson {

    private static final long SAFE = (1L << 53) - 1;
    private static final int DEEPEST = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private CanonicalJson() {}

    /** Returns the tree of one JSON text in UTF-8. */
    static JsonNode read(byte[] utf8) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw new Refused(Rejection.NOT_JSON);
        }
        if (tree.isMissingNode()) {
            throw new Refused(Rejection.NOT_JSON);
        }
        requireNumbersOfTheStandard(tree);
        return tree;
    }

    /** Returns the canonical form, one line in UTF-8. */
    static byte[] write(JsonNode tree) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(CanonicalText.of(tree)));
            byte[] line = new byte[utf8.remaining()];
            utf8.get(line);
            return line;
        } catch (CharacterCodingException e) {
            throw new Refused(Rejection.TEXT_NOT_UNICODE);
        }
    }

    /** Says whether every text in this JSON stands there as it is: without {@code \\u…}, by which alone valid UTF-8 can hold half a character. */
    static boolean isPlain(byte[] utf8) {
        for (int i = 1; i < utf8.length; i++) {
            if (utf8[i] == 'u' && utf8[i - 1] == '\\') {
                return false;
            }
        }
        return true;
    }

    private static void requireNumbersOfTheStandard(JsonNode node) {
        if (node.isNumber()
                && (!node.isIntegralNumber() || !node.canConvertToLong() || Math.abs(node.longValue()) > SAFE)) {
            throw new Refused(Rejection.NOT_A_NUMBER_OF_RFC_8785);
        }
        node.forEach(CanonicalJson::requireNumbersOfTheStandard);
    }
}
