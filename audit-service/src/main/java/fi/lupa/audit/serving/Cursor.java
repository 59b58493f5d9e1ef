// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The place after which a page begins: the year of a log and an index. Opaque to callers; it gives no access to anything. */
record Cursor(int year, long index) {

    static final Cursor START = new Cursor(0, -1);

    private static final Pattern FORM = Pattern.compile("e1:(\\d{4}):(\\d{1,18})");

    static Cursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            Matcher matcher = FORM.matcher(plain);
            if (matcher.matches()) {
                return new Cursor(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw ProblemException.at(ProblemCode.INVALID_VALUE, "cursor", "not a cursor of this service");
    }

    String text() {
        String plain = "e1:%04d:%d".formatted(year, index);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
