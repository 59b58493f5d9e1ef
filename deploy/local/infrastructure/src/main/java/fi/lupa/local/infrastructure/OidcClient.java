// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client of the issuer, as it stands in the clients' file.
 *
 * @param secret its secret; without one, any is taken
 * @param tenant the claim {@code tenant}
 * @param controllers the claim {@code controllers}
 * @param scope the claim {@code scope}, divided by spaces
 * @param sub the claim {@code sub}; without one, the client's id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OidcClient(
        @Nullable String secret,
        String tenant,
        List<String> controllers,
        String scope,
        @Nullable String sub) {

    /** Keeps a copy of the list. */
    public OidcClient {
        controllers = List.copyOf(controllers);
    }
}
