// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.preference.state.StateIndex;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** For which recipients the asked position was not seen yet. Looked at by the tailer's and the request's threads in turn. */
final class Awaited {

    private final BitSet missing = new BitSet();
    private final IntPredicate reached;

    private Awaited(int recipients, IntPredicate reached) {
        missing.set(0, recipients);
        this.reached = reached;
    }

    Awaited(Ask ask, StateIndex.View view, List<NormalisedIdentifier> identifiers, IdentifierKeys keys) {
        this(identifiers.size(), i -> ask.atLeast()
                .map(position -> new Scene(view, ask).reached(position, identifiers.get(i), keys))
                .orElse(true));
    }

    /** Waits for nothing. */
    static Awaited nothing() {
        return new Awaited(0, i -> true);
    }

    synchronized boolean allReached() {
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            if (reached.test(i)) {
                missing.clear(i);
            }
        }
        return missing.isEmpty();
    }

    synchronized boolean isMissing(int recipient) {
        return missing.get(recipient);
    }
}
