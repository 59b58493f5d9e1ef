// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import java.util.function.Function;

/** What came of normalising: the identifier, or the reason why there is none. */
public sealed interface Normalised permits NormalisedIdentifier, Normalised.Refused {

    /** Applies the function that fits. */
    <T> T fold(Function<NormalisedIdentifier, T> accepted, Function<IdentifierRefusal, T> refused);

    /** Says that there is no identifier and why; it holds nothing of the value. */
    record Refused(IdentifierRefusal reason) implements Normalised {

        @Override
        public <T> T fold(Function<NormalisedIdentifier, T> accepted, Function<IdentifierRefusal, T> refused) {
            return refused.apply(reason);
        }
    }
}
