// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.List;

/** What the person asked for beside yes and no: how to be contacted, which only narrows, and to be called. */
public record Wishes(List<Wish> told, List<CallbackRequest> callbacks) {

    /** Nothing was asked for. */
    public static final Wishes NONE = new Wishes(List.of(), List.of());

    /** Copies the lists. */
    public Wishes {
        told = List.copyOf(told);
        callbacks = List.copyOf(callbacks);
    }

    Wishes withoutCallbacks() {
        return new Wishes(told, List.of());
    }
}
