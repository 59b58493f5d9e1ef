// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Values that come again and again, by number. It holds so many and no more, and what is in it stays. One thread adds, any number reads. */
final class Dictionary<T> {

    /** What one entry takes beside its value. */
    private static final int OVERHEAD = 100;

    private final int most;
    private final Map<T, Integer> numbers = new HashMap<>();
    private final GrowingArray<T> values = new GrowingArray<>();
    private final AtomicLong bytes = new AtomicLong();

    Dictionary(int most) {
        this.most = most;
    }

    /** Returns the number of a value, given anew if there is room; -1 if there is none. */
    int number(T value, int weight) {
        Integer known = numbers.get(value);
        if (known != null) {
            return known;
        }
        int next = numbers.size();
        if (next >= most) {
            return -1;
        }
        values.set(next, value);
        numbers.put(value, next);
        bytes.addAndGet(OVERHEAD + weight);
        return next;
    }

    T value(int number) {
        @Nullable T value = values.get(number);
        if (value == null) {
            throw new UnpackableException();
        }
        return value;
    }

    /** Returns all values in the order of their numbers; asked by the thread that adds. */
    List<@Nullable T> values() {
        return values.first(numbers.size());
    }

    /** About how many bytes all of it takes. */
    long bytes() {
        return bytes.get();
    }
}
