// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
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

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build()
            .reader();

    /** What a lenient decoder puts in the place of what is not UTF-8. */
    private static final char REPLACEMENT = '\ufffd';

    private CanonicalJson() {}

    /** Returns the tree of one JSON text in UTF-8. */
    static JsonNode read(byte[] utf8) {
        JsonNode tree;
        try {
            tree = READER.readTree(decoded(utf8));
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw new Refused(Rejection.NOT_JSON);
        }
        if (tree.isMissingNode()) {
            throw new Refused(Rejection.NOT_JSON);
        }
        requireNumbersOfTheStandard(tree);
        return tree;
    }

    /** The lenient decoder is the quick one; where it may have put something in, the strict one has the word. */
    private static String decoded(byte[] utf8) throws CharacterCodingException {
        String text = new String(utf8, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0
                ? text
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(utf8))
                        .toString();
    }

    /** Returns the canonical form, one line in UTF-8. */
    static byte[] write(JsonNode tree) {
        return CanonicalText.of(tree);
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
