// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Access tokens of the tests' issuer, built up from a valid one: {@code Tokens.of("tool").tenant("t-1").controllers("c").scopes(…).text()}. */
public final class Tokens {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Map<String, Object> claims;

    private Tokens(Map<String, Object> claims) {
        this.claims = claims;
    }

    /** A valid token of a client without tenant, controllers and scopes. */
    public static Tokens of(String client) {
        return new Tokens(Map.of("sub", client, "azp", client, "client_id", client, "aud", List.of("lupa")));
    }

    public Tokens tenant(String key) {
        return with("tenant", key);
    }

    public Tokens controllers(String... keys) {
        return with("controllers", List.of(keys));
    }

    /** Scopes by their names on the wire, {@code catalogue:read}. */
    public Tokens scopes(String... names) {
        return with("scope", String.join(" ", names));
    }

    public Tokens audience(String audience) {
        return with("aud", List.of(audience));
    }

    /** The same token with this claim. */
    public Tokens with(String claim, Object value) {
        Map<String, Object> more = new HashMap<>(claims);
        more.put(claim, value);
        return new Tokens(more);
    }

    /** The token's text. */
    public String text() {
        return ConsentStack.stack().issuer().mint(claims, LIFE);
    }

    /** The text of a token whose time has passed. */
    public String expired() {
        return ConsentStack.stack().issuer().mint(claims, LIFE.negated());
    }

    /** The text of a token that somebody else signed. */
    public String forged() {
        return ConsentStack.stack().issuer().mintWithForeignKey(claims, LIFE);
    }
}
