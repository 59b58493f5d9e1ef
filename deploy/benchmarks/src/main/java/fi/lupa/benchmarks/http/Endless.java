// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import java.util.Iterator;
import java.util.List;

/** The same requests over and over, in their order. */
public final class Endless implements Iterator<Request> {

    private final List<Request> requests;
    private int next;

    /** Begins with the first of these; there must be one. */
    public Endless(List<Request> requests) {
        this.requests = List.copyOf(requests);
        if (this.requests.isEmpty()) {
            throw new IllegalArgumentException("no request");
        }
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Request next() {
        Request request = requests.get(next);
        next = next + 1 == requests.size() ? 0 : next + 1;
        return request;
    }
}
