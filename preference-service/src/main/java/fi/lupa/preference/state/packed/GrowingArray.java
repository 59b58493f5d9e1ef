// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** An array that grows by pages: one thread sets, any number reads without locks. Growing moves nothing but the list of pages. */
final class GrowingArray<T> {

    /** What a page weighs beside what is in it. */
    static final int BYTES_PER_PLACE = 4;

    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;

    private volatile AtomicReferenceArray<AtomicReferenceArray<T>> pages = new AtomicReferenceArray<>(1);

    /** Returns what was set there; null if nothing was. */
    @Nullable
    T get(int index) {
        AtomicReferenceArray<AtomicReferenceArray<T>> known = pages;
        int number = index >>> PAGE_BITS;
        AtomicReferenceArray<T> page = number < known.length() ? known.get(number) : null;
        return page == null ? null : page.get(index & (PAGE - 1));
    }

    /** Sets it; whoever sees what is set afterwards sees this, too. */
    void set(int index, T value) {
        int number = index >>> PAGE_BITS;
        if (number >= pages.length()) {
            pages = doubled(pages);
        }
        AtomicReferenceArray<T> page = pages.get(number);
        if (page == null) {
            page = new AtomicReferenceArray<>(PAGE);
            pages.set(number, page);
        }
        page.set(index & (PAGE - 1), value);
    }

    /** Returns what stands in so many of the first places, all at one moment if the thread asks that sets. */
    List<@Nullable T> first(int count) {
        List<@Nullable T> first = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            first.add(get(i));
        }
        return first;
    }

    private static <P> AtomicReferenceArray<P> doubled(AtomicReferenceArray<P> pages) {
        AtomicReferenceArray<P> more = new AtomicReferenceArray<>(2 * pages.length());
        for (int i = 0; i < pages.length(); i++) {
            more.setPlain(i, pages.getPlain(i));
        }
        return more;
    }
}
