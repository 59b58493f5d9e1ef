// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What many rows ask of one question: worked out when the first of them asks, then kept. For one thread. */
final class Once<T> {

    private final Supplier<T> work;
    private @Nullable T found;

    Once(Supplier<T> work) {
        this.work = work;
    }

    T get() {
        T value = found;
        if (value == null) {
            value = work.get();
            found = value;
        }
        return value;
    }
}
