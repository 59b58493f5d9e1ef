// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as an entity tag (RFC 9110): strong, and one at a time. */
final class EntityTags {

    private static final Pattern STRONG = Pattern.compile("\\s*\"([0-9A-Za-z.-]{1,32})\"\\s*");

    private EntityTags() {}

    static String of(String version) {
        return "\"" + version + "\"";
    }

    /** Returns the version in an If-Match header. */
    static String version(String header) {
        Matcher tag = STRONG.matcher(header);
        if (!tag.matches()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "If-Match", "NOT_ALLOWED");
        }
        return tag.group(1);
    }
}
