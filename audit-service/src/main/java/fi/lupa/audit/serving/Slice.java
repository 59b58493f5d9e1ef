// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of one page and where the next begins; made from one row more than the page holds. */
record Slice<R>(List<R> rows, @Nullable Cursor next) {

    Slice {
        rows = List.copyOf(rows);
    }

    static <R> Slice<R> of(List<R> oneMore, int limit, Function<R, Cursor> place) {
        if (oneMore.size() <= limit) {
            return new Slice<>(oneMore, null);
        }
        return new Slice<>(oneMore.subList(0, limit), place.apply(oneMore.get(limit - 1)));
    }

    @Nullable
    String nextText() {
        return next == null ? null : next.text();
    }
}
