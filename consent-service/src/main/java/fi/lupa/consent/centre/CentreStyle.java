// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.platform.key.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How the page looks, in the page itself: the policy names this text by its digest and allows no other style, no script and no image. */
public final class CentreStyle {

    public static final String CSS = """
            body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; overflow-wrap: anywhere; padding: 1rem; color: #1a1a1a; background: #fff; }
            h1 { font-size: 1.5rem; line-height: 1.25; }
            h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .5rem; }
            h3 { font-size: 1rem; margin: .5rem 0 0; }
            section { border-top: 1px solid #767676; padding: 1rem 0; }
            nav a { display: inline-block; padding: .6rem .6rem .6rem 0; color: #0b5394; }
            .line { margin: 0 0 1rem; }
            .line p { margin: 0; }
            .status { color: #444; }
            .message { padding: .75rem 1rem; border: 2px solid #1a6b2f; border-radius: .4rem; }
            button, select, summary { font: inherit; min-height: 2.75rem; }
            button { font-weight: 600; width: 100%; margin-top: .5rem; padding: .6rem 1rem; border: 2px solid #0b5394; border-radius: .4rem; color: #fff; background: #0b5394; cursor: pointer; }
            .start button { color: #0b5394; background: #fff; }
            select { width: 100%; border: 1px solid #444; background: #fff; color: #1a1a1a; }
            summary { color: #0b5394; cursor: pointer; line-height: 2.75rem; }
            a:focus-visible, button:focus-visible, select:focus-visible, summary:focus-visible, .message:focus { outline: 3px solid #b35c00; outline-offset: 2px; }
            @media (min-width: 34rem) { button { width: auto; } }
            """;

    /** The policy of the page: nothing is loaded, nothing runs, and forms go nowhere else. */
    public static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Digests.sha256(CSS.getBytes(StandardCharsets.UTF_8)))
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private CentreStyle() {}
}
