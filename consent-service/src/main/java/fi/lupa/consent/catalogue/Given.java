// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills in what a body leaves out. */
final class Given {

    private Given() {}

    static <T> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }

    static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }
}
