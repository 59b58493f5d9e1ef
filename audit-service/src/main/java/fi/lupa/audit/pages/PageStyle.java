// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import fi.lupa.platform.key.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How the pages look, in the page itself: the policy names this text by its digest and allows no other style, no script and no image. */
final class PageStyle {

    static final String CSS = """
            body { font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
            h1 { font-size: 1.6rem; line-height: 1.25; }
            h2 { font-size: 1.2rem; line-height: 1.3; margin: 1.5rem 0 .5rem; }
            nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; }
            a { color: #0b5394; }
            nav a, .action { display: inline-block; padding: .6rem 0; }
            nav [aria-current] { font-weight: 700; color: #1a1a1a; }
            .skip { position: absolute; left: -100rem; }
            .skip:focus { position: static; }
            dl { margin: 0; }
            dt { font-weight: 600; }
            dd { margin: 0 0 .6rem; }
            ol.entries { padding: 0; list-style: none; }
            ol.entries > li, section { border-top: 1px solid #767676; padding: .75rem 0; }
            .message { padding: .75rem 1rem; border: 2px solid #8a1f11; border-radius: .4rem; }
            label, legend { font-weight: 600; display: block; margin-top: .8rem; }
            .hint { margin: 0; color: #444; }
            input, select, button { font: inherit; min-height: 2.75rem; box-sizing: border-box; max-width: 32rem; }
            fieldset { min-width: 0; border: 1px solid #767676; margin: 1rem 0 0; }
            input, select { width: 100%; border: 1px solid #444; border-radius: .2rem; background: #fff; color: #1a1a1a; }
            [aria-invalid] { border: 3px solid #8a1f11; }
            button { font-weight: 600; margin-top: 1rem; padding: .5rem 1.2rem; border: 2px solid #0b5394; border-radius: .4rem; color: #fff; background: #0b5394; cursor: pointer; }
            :focus-visible, .message:focus { outline: 3px solid #b35c00; outline-offset: 2px; }
            footer { border-top: 1px solid #767676; margin-top: 2rem; color: #444; }
            """;

    /** The policy of the pages: nothing is loaded, nothing runs, and forms go nowhere else. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Digests.sha256(CSS.getBytes(StandardCharsets.UTF_8)))
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private PageStyle() {}
}
