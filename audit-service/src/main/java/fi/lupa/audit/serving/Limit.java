// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many rows a page has. */
final class Limit {

    static final int USUAL = 200;
    private static final int MOST = 1000;
    private static final Pattern FORM = Pattern.compile("[1-9]\\d{0,3}");

    private Limit() {}

    static int parse(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        if (!FORM.matcher(text).matches() || Integer.parseInt(text) > MOST) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "limit", "not a number from 1 to 1000");
        }
        return Integer.parseInt(text);
    }
}
