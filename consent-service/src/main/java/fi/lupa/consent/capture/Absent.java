// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in for what a body leaves out. */
final class Absent {

    private Absent() {}

    static <T> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }

    static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }

    static Map<String, String> map(@Nullable Map<String, String> given) {
        return given == null ? Map.of() : Map.copyOf(given);
    }
}
