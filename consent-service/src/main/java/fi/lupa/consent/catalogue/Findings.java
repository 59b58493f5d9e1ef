// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.problem.FieldError;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong in a body; the first finding gives the problem its code. */
final class Findings {

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9._:-]{0,99}");
    private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final int LONGEST_LIST = 200;

    private final List<FieldError> errors = new ArrayList<>();
    private @Nullable ProblemCode code;

    /** Refuses a body that names another entry than the path. */
    static void samePlace(boolean same) {
        if (!same) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/key", "NOT_THAT_OF_THE_PATH");
        }
    }

    /** Refuses a path whose part is no key. */
    static void requireKey(String parameter, String value) {
        Findings findings = new Findings();
        findings.key(parameter, value);
        findings.settle();
    }

    void add(ProblemCode problem, String pointer, String reason) {
        if (code == null) {
            code = problem;
        }
        errors.add(new FieldError(pointer, reason));
    }

    void when(boolean wrong, ProblemCode problem, String pointer, String reason) {
        if (wrong) {
            add(problem, pointer, reason);
        }
    }

    /** A key of an entry: it becomes part of a path and of a Kafka key. */
    void key(String pointer, String value) {
        when(!KEY.matcher(value).matches(), ProblemCode.INVALID_VALUE, pointer, "NOT_A_KEY");
    }

    /** A name of something outside the catalogue: a client, a topic. */
    void names(String pointer, Collection<String> values) {
        list(pointer, values);
        int index = 0;
        for (String value : values) {
            when(!NAME.matcher(value).matches(), ProblemCode.INVALID_VALUE, pointer + "/" + index++, "NOT_A_NAME");
        }
    }

    void keys(String pointer, Collection<String> values) {
        list(pointer, values);
        int index = 0;
        for (String value : values) {
            key(pointer + "/" + index++, value);
        }
    }

    /** A list without repetition and without end. */
    void list(String pointer, Collection<?> values) {
        when(values.size() > LONGEST_LIST, ProblemCode.INVALID_VALUE, pointer, "TOO_LONG");
        when(new HashSet<>(values).size() < values.size(), ProblemCode.INVALID_VALUE, pointer, "REPEATED");
    }

    void text(String pointer, @Nullable String value, int longest) {
        if (value != null) {
            when(value.isBlank(), ProblemCode.INVALID_VALUE, pointer, "EMPTY");
            when(value.length() > longest, ProblemCode.INVALID_VALUE, pointer, "TOO_LONG");
        }
    }

    void range(String pointer, @Nullable Instant from, @Nullable Instant until) {
        boolean reversed = from != null && until != null && !from.isBefore(until);
        when(reversed, ProblemCode.RANGE_INVALID, pointer, "NOT_AFTER_FROM");
    }

    void number(String pointer, @Nullable Integer value, int lowest, int highest) {
        boolean outside = value != null && (value < lowest || value > highest);
        when(outside, ProblemCode.INVALID_VALUE, pointer, "OUT_OF_RANGE");
    }

    void language(String pointer, String value) {
        when(!LANGUAGES.contains(value), ProblemCode.INVALID_VALUE, pointer, "NOT_A_LANGUAGE");
    }

    void region(String pointer, String value) {
        when(!REGIONS.contains(value), ProblemCode.INVALID_VALUE, pointer, "NOT_A_REGION");
    }

    void timeZone(String pointer, String value) {
        try {
            ZoneId.of(value);
        } catch (DateTimeException e) {
            add(ProblemCode.INVALID_VALUE, pointer, "NOT_A_TIME_ZONE");
        }
    }

    void webAddress(String pointer, @Nullable String value) {
        if (value != null) {
            when(!isWebAddress(value), ProblemCode.INVALID_VALUE, pointer, "NOT_AN_HTTPS_ADDRESS");
        }
    }

    private static boolean isWebAddress(String value) {
        try {
            URI uri = new URI(value);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Throws the problem if there is a finding. */
    void settle() {
        if (code != null) {
            throw new ProblemException(code, errors);
        }
    }
}
