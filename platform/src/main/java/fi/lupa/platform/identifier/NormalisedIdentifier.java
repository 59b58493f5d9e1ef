// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import java.util.function.Function;

/** An identifier in the one form that its profile gives to all its spellings. */
public record NormalisedIdentifier(IdentifierType type, String profile, String value) implements Normalised {

    @Override
    public <T> T fold(Function<NormalisedIdentifier, T> accepted, Function<IdentifierRefusal, T> refused) {
        return accepted.apply(this);
    }

    @Override
    public String toString() {
        return type + "[…]";
    }
}
