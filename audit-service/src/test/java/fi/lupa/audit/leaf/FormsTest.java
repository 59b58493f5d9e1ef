// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each form is the one that its pattern says, for texts that have it and for what is one letter away from them; from a printed seed. */
class FormsTest {

    private static final int CHANGES = 4_000;
    private static final String FOREIGN =
            "\u0000\n\u001f ~\u007f\u0080\u00e4\u0660\ud83d\ude00\uff10AaFfGgIiLlOoUuZz0789._-:@[`{/";

    private static final List<Form> FORMS = List.of(
            new Form(
                    "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                    Forms::isUuid, "01a20458-fe70-73b6-9b8a-5214b055574e"),
            new Form("sub_[0-7][0-9A-HJKMNP-TV-Z]{25}", Forms::isSubject, "sub_7ZYXWVTSRQPNMKJHGFEDCBA987"),
            new Form("[A-Za-z0-9_-]{43}", Forms::isDigest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_"),
            new Form("[0-9a-f]{64}", Forms::isSha256, "0123456789abcdef".repeat(4)),
            new Form("[a-z][a-z0-9.-]{0,98}", Forms::isKind, "consent.given-2"),
            new Form("[^\\p{Cntrl}\\p{Cs}]{1,200}", Forms::isName, "x\ud83d\ude00".repeat(100)),
            new Form("[^\\p{Cntrl}\\p{Cs}]{1,200}", Forms::isName, "a name"));

    private final long seed = Long.getLong("lupa.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void isWhatThePatternSays_whateverTheText() {
        for (Form form : FORMS) {
            Pattern pattern = Pattern.compile(form.pattern());
            assertThat(form.check().test(form.example())).as(form.example()).isTrue();
            for (int i = 0; i < CHANGES; i++) {
                // When
                String text = changed(form.example());

                // Then
                assertThat(form.check().test(text))
                        .as("seed %d: %s of %s", seed, form.pattern(), text)
                        .isEqualTo(pattern.matcher(text).matches());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':1,'a':1}",
                "{'a':{'b':1,'b':2}}",
                "{'a':[{'b':{},'b':{}}]}",
                "{'a':[],'a':'x'}",
                "{'a':{},'b':1,'a':{}}"
            })
    void isNotJson_whenAMemberComesTwice(String text) {
        // When, Then
        org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                        CanonicalJson.read(text.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.reason()).isEqualTo(Rejection.NOT_JSON));
    }

    private String changed(String example) {
        StringBuilder text = new StringBuilder(example);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            char c = FOREIGN.charAt(random.nextInt(FOREIGN.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, c);
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(2)));
                default -> text.replace(at, Math.min(text.length(), at + 1), String.valueOf(c));
            }
        }
        return text.toString();
    }

    private record Form(String pattern, Predicate<String> check, String example) {}
}
